import { Parser } from "htmlparser2";
import { htmlText } from "../../../../integrations/mail/html-text.ts";
import { DocumentRefused } from "../refusal.ts";

/** Elements in each other. Pages that people write have some dozens. */
const deepest = 1000;

/**
 * What a person sees of HTML, as plain text, with few empty lines; what is hidden is noted.
 * @throws DocumentRefused `bomb` for elements in each other without end: reading those takes the square of their number.
 */
export function shownWords(html: string, notes: string[], isMail: boolean): string {
  assertShallow(html);
  const { text, hidden } = htmlText(html, isMail);
  if (hidden.trim() !== "") notes.push("what its HTML hides was left out");
  return text.replaceAll(/\n{3,}/g, "\n\n").trim();
}

function assertShallow(html: string): void {
  let depth = 0;
  const parser = new Parser({
    onopentagname() {
      depth += 1;
      assertDepth(depth);
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.write(html);
  parser.end();
}

/** @throws DocumentRefused `bomb` for more elements in each other than anybody writes. */
export function assertDepth(depth: number): void {
  if (depth > deepest)
    throw new DocumentRefused(
      "bomb",
      `has more than ${deepest} elements in each other, which nobody writes; save its text as a file of its own and upload that`,
    );
}
