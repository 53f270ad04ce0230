/** What a document may have at most. */
export const documentLimits = {
  /** Bytes of a file. */
  bytes: 25 * 1024 * 1024,
  /** Characters of its text. */
  characters: 2_000_000,
  pages: 500,
  /** Milliseconds that the pages of one may take to be read. */
  pdfMs: 60_000,
  /** Files in a file: attachments of a mail, days of a Slack export. */
  files: 1000,
  /** Bytes of all that is packed in a file. */
  unpacked: 40 * 1024 * 1024,
  /** How many times its bytes a packed file may have. */
  ratio: 200,
  /** How deep files may lie in each other: a mail attached to a mail. */
  depth: 3,
} as const;

/** 26214400 → "25 MB". */
export function megabytes(bytes: number): string {
  return `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`;
}
