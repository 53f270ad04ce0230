import type { Email } from "postal-mime";
import { visible } from "../../../platform/visible.ts";
import { wellFormed } from "../../../platform/well-formed.ts";
import { htmlText } from "../html-text.ts";

/** More isn't kept of what a mail says. Characters. */
export const longestText = 100_000;
/** More isn't read of what it says in HTML. Characters. */
const longestHtml = 1_000_000;

/** What a reader of a mail sees, as plain text: its own plain text where it has one, else what its HTML shows. */
export function textOf(email: Email | null): { text: string; notes: string[] } {
  const plain = tidy(email?.text ?? "");
  if (plain !== "" || email?.html === undefined) return cut(plain, []);
  const { text, hidden } = htmlText(email.html.slice(0, longestHtml));
  return cut(tidy(text), hidden.trim() === "" ? [] : ["what its HTML hides was left out"]);
}

function cut(text: string, notes: string[]): { text: string; notes: string[] } {
  if (text.length <= longestText) return { text, notes };
  // Not through the middle of a character.
  const kept = text.slice(0, longestText).replace(/[\ud800-\udbff]$/, "");
  return { text: kept, notes: [...notes, `cut after ${longestText} of ${text.length} characters`] };
}

/** A text without signs that nobody sees, and with few empty lines. */
export function tidy(text: string): string {
  return visible(wellFormed(text))
    .replaceAll(/[ \t]+\n/g, "\n")
    .replaceAll(/\n{4,}/g, "\n\n\n")
    .trim();
}
