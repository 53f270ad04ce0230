import { z } from "zod";
import type { Piece } from "../outlets/outlet.ts";
import type { PartGround, SealedPart } from "./part.ts";

/** A draft of several parts, by their names; null: that part isn't asked for. */
export type SeveralDraft = Record<string, unknown>;

/** How texts are drafted, checked and sent that are made of several of these parts. */
export function severalOf(parts: readonly SealedPart[]) {
  const schema = z.object(
    Object.fromEntries(
      parts.map(({ name, is, schema: form }) => [
        name,
        form.nullable().describe(`${is}; null where the brief asks for others and not for this`),
      ]),
    ),
  );
  const written = (draft: SeveralDraft): { part: SealedPart; words: unknown }[] =>
    parts.flatMap((part) => {
      const words = draft[part.name];
      return words === null || words === undefined ? [] : [{ part, words }];
    });
  return {
    schema,
    outlets: parts.flatMap((part) => part.outlets),
    /** @param wanted the names of the parts that are asked for. */
    problems: (
      draft: SeveralDraft,
      wanted: ReadonlySet<string>,
      known: readonly (string | null)[],
    ): string[] => [
      ...parts.flatMap(({ name }) => {
        const isThere = draft[name] !== null && draft[name] !== undefined;
        if (isThere === wanted.has(name)) return [];
        return [
          isThere
            ? `${name}: must be null, it is not asked for`
            : `${name}: must be written, it is asked for`,
        ];
      }),
      ...written(draft).flatMap(({ part, words }) =>
        part.problems(words, known).map((problem) => `${part.name}: ${problem}`),
      ),
      ...sameWords(written(draft).map(({ part, words }) => [part.name, part.text(words).trim()])),
    ],
    pieces: async (draft: SeveralDraft, groundOf: (name: string) => Promise<PartGround>): Promise<Piece[]> =>
      Promise.all(
        written(draft).map(async ({ part, words }) => part.piece(words, await groundOf(part.name))),
      ),
    textOf: (draft: SeveralDraft): string =>
      written(draft)
        .map(({ part, words }) => `[${part.name}]\n${part.text(words)}`)
        .join("\n\n"),
    namesIn: (draft: SeveralDraft): string[] => written(draft).map(({ part }) => part.name),
  };
}

/** Each part is written for where it goes, so no two have the same words. */
function sameWords(texts: readonly (readonly [string, string])[]): string[] {
  return texts.flatMap(([name, text], at) => {
    const other = texts.slice(0, at).find(([, before]) => before === text);
    return other === undefined
      ? []
      : [`${name}: has the words of ${other[0]}: each is written for where it goes`];
  });
}
