/** The characters that mean something in LinkedIn's "little text"; one that stands for itself has a backslash before it. */
const reserved = /[\\|{}@[\]()<>#*_~]/g;

/** A hashtag in a text: behind nothing that belongs to a word or an address, letters and digits of any script, a letter among them. */
const hashtag = /(?<![\p{L}\p{N}\p{M}_&/#])[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu;

/**
 * A text as LinkedIn takes it for a post's commentary: a hashtag in the form in which it becomes one, everything else escaped. Unescaped, a
 * bracket or a star would cut it there, silently.
 * https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format
 */
export function toLittleText(text: string): string {
  let at = 0;
  let commentary = "";
  for (const { 0: tag, index } of text.matchAll(hashtag)) {
    const sign = tag.startsWith("#") ? String.raw`\#` : "＃";
    commentary += `${escaped(text.slice(at, index))}{hashtag|${sign}|${escaped(tag.slice(1))}}`;
    at = index + tag.length;
  }
  return commentary + escaped(text.slice(at));
}

function escaped(text: string): string {
  return text.replace(reserved, String.raw`\$&`);
}

const shown = /\\([\\|{}@[\]()<>#*_~])|\{hashtag\|\\?([#＃])\|((?:\\.|[^|{}\\])*)\}/gu;

/** The text that a commentary is shown as, whichever of its two forms a hashtag comes back in. */
export function fromLittleText(commentary: string): string {
  return commentary.replaceAll(shown, (_all, char?: string, sign?: string, tag?: string) =>
    sign === undefined ? (char ?? "") : `${sign}${fromLittleText(tag ?? "")}`,
  );
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
