const reserved = new Set("|{}@[]()<>#*_~");
const template = /^\{hashtag\|(?:\\#|＃)\|(?:\\[^]|[^\\|{}@[\]()<>#*~\s])+\}/u;

/** A commentary as LinkedIn keeps it: cut, without a word, where a character that means something stands for itself. */
export function kept(commentary: string): string {
  for (let at = 0; at < commentary.length; at += 1) {
    const char = commentary.charAt(at);
    const tag = char === "{" ? template.exec(commentary.slice(at))?.[0] : undefined;
    if (tag !== undefined) at += tag.length - 1;
    else if (char === "\\") at += 1;
    else if (reserved.has(char)) return commentary.slice(0, at).trimEnd();
  }
  return commentary.trim();
}

const tags = /\{hashtag\|\\?([#＃])\|((?:\\[^]|[^\\}])+)\}|\\([^])/gu;

/** What readers see of it. */
export function seen(commentary: string): string {
  return commentary.replaceAll(tags, (_all, sign?: string, tag?: string, char?: string) =>
    sign === undefined ? (char ?? "") : `${sign}${seen(tag ?? "")}`,
  );
}
