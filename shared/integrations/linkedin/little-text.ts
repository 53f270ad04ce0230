/** The characters that mean something in LinkedIn's "little text"; one that stands for itself has a backslash before it. */
const reserved = /[\\|{}@[\]()<>#*_~]/g;

/**
 * A text as LinkedIn takes it for a post's commentary: unescaped, a bracket or a star would cut it there, silently.
 * https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
 */
export function escapeLittleText(text: string): string {
  return text.replace(reserved, String.raw`\$&`);
}

/** The text that a commentary is shown as. */
export function unescapeLittleText(commentary: string): string {
  return commentary.replace(/\\([\\|{}@[\]()<>#*_~])/g, "$1");
}

/** What a post holds at most. */
export const linkedinLimit = 3000;

/**
 * How long LinkedIn finds a text: in UTF-16 units, as Java counts, of what readers see. Its refusal speaks of the length of the
 * share's text, which the escapes are no part of any more.
 */
export function linkedinLength(text: string): number {
  return text.length;
}
