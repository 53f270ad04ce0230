const escape = String.fromCodePoint(0x1b);
const bell = String.fromCodePoint(0x07);

/** Colors, cursor moves and titles, as programs write them for a terminal. */
const sequences = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)|[@-Z\\\\-_])`,
  "g",
);

/** A program's output as text: without what only a terminal understands; of a line that was overwritten, the last words. */
export function plainOutput(output: string): string {
  return output
    .replaceAll(sequences, "")
    .replaceAll("\r\n", "\n")
    .replaceAll(/[^\n]*\r(?!\n)/g, "");
}
