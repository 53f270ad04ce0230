/** What became of a version: its text is there, it is refused, or it waits for somebody who reads its kind. */
export const documentStates = ["waiting", "read", "refused"] as const;
export type DocumentState = (typeof documentStates)[number];

/** Bytes of a part of a file that comes in parts; only the last may have fewer. What R2 takes at least. */
export const uploadPartBytes = 5 * 1024 * 1024;

/** The names that documents may have: those of files, on one line. */
export const longestDocumentName = 200;

/** "../a/brief.pdf" → "brief.pdf": the last part of a path, on one line, so that it leads nowhere. */
export function documentName(given: string): string {
  const line = given.normalize("NFC").replaceAll(/[\p{C}\p{Z}\s]+/gu, " ");
  const last = line.split(/[\\/]/).at(-1)?.trim() ?? "";
  if (last === "" || /^\.+$/.test(last)) return "unnamed";
  if (last.length <= longestDocumentName) return last;
  // The ending tells people what it is.
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(last)?.[0] ?? "";
  return `${last.slice(0, longestDocumentName - ending.length)}${ending}`.toWellFormed();
}
