const reserved = new Set("|{}@[]()<>#*_~");

/** A commentary as LinkedIn keeps it: cut, without a word, where a character that means something stands for itself. */
export function kept(commentary: string): string {
  for (let at = 0; at < commentary.length; at += 1) {
    const char = commentary.charAt(at);
    if (char === "\\") at += 1;
    else if (reserved.has(char)) return commentary.slice(0, at).trimEnd();
  }
  return commentary.trim();
}

/** What readers see of it. */
export function seen(commentary: string): string {
  return commentary.replaceAll(/\\([^])/g, "$1");
}
