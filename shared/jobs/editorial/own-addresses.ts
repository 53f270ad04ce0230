import { marksIn } from "../../domain/marked-text.ts";

/** The addresses of a text that stand in nothing of what was known to its writer. */
export function strangeAddresses(text: string, known: readonly (string | null)[]): string[] {
  const given = new Set(known.flatMap((words) => linksOf(words ?? "")));
  return linksOf(text).filter((address) => !given.has(address));
}

function linksOf(text: string): string[] {
  return marksIn(text).flatMap(({ kind, value }) => (kind === "link" ? [value] : []));
}
