import { shortLabel } from "../../../shared/domain/stand-in-label.ts";
import { elementsIn } from "../watch/read.ts";

interface Noted {
  kind: string;
  text: string;
  segment: number;
  quote: string;
  owner: string | null;
  due: string | null;
}

const deciding = /\b(?:we(?:'ve| have)? decided|it is decided|agreed(?: then)?:|let's go with|we go with)/i;
const taking = /\b(?:I'll|I will|I take|please|can you|will (?:write|do|ask|send|check|prepare|fix|look))\b/i;
const leavingOpen = /\b(?:not decided|undecided|still open|open question|nobody knows|need to find out)\b/i;
const risking = /\b(?:risk|might slip|could slip|may go wrong|worried)\b/i;
const untilWhen =
  /\b(?:by|until|before|on) ((?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|(?:the )?end of (?:the |next )?(?:week|month)|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:January|February|March|April|May|June|July|August|September|October|November|December)|\d{4}-\d{2}-\d{2})\b/i;

/** What the stand-in notes of a transcript: sentences with certain words in them, as they were said. */
export function takeNotes(prompt: string): { noted: Noted[]; instructs: boolean } {
  const people = elementsIn(prompt, "name").map(({ text }) => text);
  const said = elementsIn(prompt, "segment").flatMap(({ attributes, text }) =>
    sentencesOf(text).map((sentence) => ({
      segment: Number(attributes["n"]),
      speaker: attributes["speaker"] ?? "somebody",
      sentence,
    })),
  );
  const noted = said.flatMap(({ segment, speaker, sentence }): Noted[] => {
    const kind = kindOf(sentence);
    if (kind === null) return [];
    const isAction = kind === "action";
    return [
      {
        kind,
        text: sentence,
        segment,
        quote: sentence.slice(0, 300),
        owner: isAction ? ownerOf(sentence, speaker, people) : null,
        due: isAction ? (untilWhen.exec(sentence)?.[0] ?? null) : null,
      },
    ];
  });
  const [first] = said;
  const summary: Noted[] =
    first === undefined || noted.length === 0
      ? []
      : [
          {
            kind: "summary",
            text: `${first.sentence} ${shortLabel}`,
            segment: first.segment,
            quote: first.sentence.slice(0, 300),
            owner: null,
            due: null,
          },
        ];
  return { noted: [...summary, ...noted], instructs: false };
}

function kindOf(sentence: string): string | null {
  if (deciding.test(sentence)) return "decision";
  if (leavingOpen.test(sentence)) return "question";
  if (risking.test(sentence)) return "risk";
  return taking.test(sentence) && !sentence.endsWith("?") ? "action" : null;
}

/** Who says "I'll" takes it; else who is called by name. */
function ownerOf(sentence: string, speaker: string, people: readonly string[]): string | null {
  if (/\b(?:I'll|I will|I take)\b/.test(sentence)) return speaker;
  return people.find((name) => new RegExp(String.raw`\b${name.split(" ")[0]}\b`).test(sentence)) ?? null;
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 12);
}

/** Puts notes together: those of the same words are the same, and the first sentences are the overview. */
export function mergeNotes(prompt: string): unknown {
  const notes = elementsIn(prompt, "note").map(({ attributes, text }) => ({
    id: attributes["id"] ?? "",
    kind: attributes["kind"] ?? "",
    text,
  }));
  const groups = Map.groupBy(
    notes.filter(({ kind }) => kind !== "summary"),
    ({ kind, text }) => `${kind}/${text}`,
  );
  return {
    overview: notes
      .filter(({ kind }) => kind === "summary")
      .slice(0, 6)
      .map(({ id, text }) => ({ text, note: id })),
    same: [...groups.values()].filter((group) => group.length > 1).map((group) => group.map(({ id }) => id)),
  };
}

/** Does what a wish says in one of three ways: 'drop "words"', 'owner of "words" is Name', or 'say "words" instead of "words"'. */
export function reviseNotes(prompt: string): unknown {
  const wish = elementsIn(prompt, "wish")[0]?.text ?? "";
  const notes = elementsIn(prompt, "note").map(({ attributes, text }) => ({
    id: attributes["id"] ?? "",
    text,
    owner: attributes["owner"] ?? null,
    due: attributes["due"] ?? null,
  }));
  const [, away] = /drop ["“”'](.+?)["“”']/i.exec(wish) ?? [];
  const [, ofWhat = null, owner = null] = /owner of ["“”'](.+?)["“”'] is (\p{Lu}[\p{L} ]+)/u.exec(wish) ?? [];
  const [, instead = null, before = null] =
    /say ["“”'](.+?)["“”'] instead of ["“”'](.+?)["“”']/i.exec(wish) ?? [];
  return {
    changed: notes.flatMap((note) => {
      if (ofWhat !== null && note.text.includes(ofWhat)) return [{ ...note, owner: owner?.trim() ?? null }];
      if (instead === null || before === null || !note.text.includes(before)) return [];
      return [{ ...note, text: note.text.replace(before, instead) }];
    }),
    dropped: away === undefined ? [] : notes.filter(({ text }) => text.includes(away)).map(({ id }) => id),
    added: [],
  };
}
