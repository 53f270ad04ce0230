/** A file's words out of what the tool Read shows: without line numbers and reminders. */
export function fileText(shown: string): string {
  return shown
    .replace(/\n*<system-reminder>[^]*$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\d+(?:\t|→)/, ""))
    .join("\n");
}

/** Number of the first line that holds some words; null when none does. */
export function lineOf(text: string, words: string): number | null {
  const index = text.split("\n").findIndex((line) => line.includes(words.split("\n")[0] ?? words));
  return index === -1 ? null : index + 1;
}
