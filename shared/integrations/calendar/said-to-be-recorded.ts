/**
 * The words by which a text says that a meeting is recorded, as a team has listed them; null: it doesn't. Whole words count, however
 * they are written, and only as they stand: "is not recorded" isn't "is recorded".
 */
export function saidToBeRecorded(texts: readonly string[], words: readonly string[]): string | null {
  const said = texts.map(plain);
  return words.find((one) => said.some((text) => ` ${text} `.includes(` ${plain(one)} `))) ?? null;
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
