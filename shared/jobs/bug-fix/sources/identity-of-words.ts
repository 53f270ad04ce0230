import { sha256 } from "../../../platform/digest.ts";
import type { ReportOf } from "../report-parts.ts";

/** What tells reports apart that are nothing but words: these, and the repository that they are said to be about. */
export async function identityOfWords({
  title,
  text,
  repository,
}: Pick<ReportOf<unknown>, "title" | "text" | "repository">): Promise<string> {
  // The title of words that came alone is their beginning.
  const words = text === "" ? title : text;
  return `text:${(await sha256(`${repository?.toLowerCase() ?? ""}\n${plainWords(words)}`)).slice(0, 32)}`;
}

/** A number that says what went wrong, and not with which of many things: 404 and 500 are two errors. */
const codes =
  /(?<=(?<![\p{L}\d])(?:status(?: code)?|https?(?:\/\d(?:\.\d)?)?|code|errno|error|sqlstate|ora|exit(?:ed)?(?: with)?(?: (?:code|status))?)[ :#=[(-]{1,3})\d{1,5}(?![\p{L}\d])/gu;

/** Words without what differs from one occurrence to the next: case, numbers but for codes, ids, spaces and punctuation. */
export function plainWords(text: string): string {
  const words = text.normalize("NFKC").toLowerCase();
  const plain = words
    .replaceAll(codes, (code) => code.replaceAll(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? ""))
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, " ")
    .replaceAll(/\b0x[0-9a-f]+\b/g, " ")
    // An id has a figure in it; "deadbeef" and "facade" are words.
    .replaceAll(/\b(?=[a-f]*\d)[0-9a-f]{6,}\b/g, " ")
    .replaceAll(/\d+/g, " ")
    .replaceAll(/[^\p{L}\p{M}]+/gu, " ")
    .trim();
  return plain === "" ? words.trim() : plain;
}
