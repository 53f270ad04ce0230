/** Keeps the end of a text that grows. */
export function keepTail(limit: number): { add(text: string): void; text(): string } {
  let kept = "";
  return {
    add: (text) => {
      kept += text;
      // Cut now and then rather than each time.
      if (kept.length > 2 * limit) kept = kept.slice(-limit);
    },
    text: () => kept.slice(-limit),
  };
}

const longestLine = 10_000;

/** Calls back for each whole line, and at the end for what is left. A line without end is cut into pieces. */
export function splitLines(onLine: (line: string) => void): { add(text: string): void; end(): void } {
  let rest = "";
  return {
    add: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line.replace(/\r$/, ""));
      if (rest.length > longestLine) {
        onLine(rest);
        rest = "";
      }
    },
    end: () => {
      if (rest !== "") onLine(rest);
      rest = "";
    },
  };
}

/** A text as one line of at most `limit` characters. */
export function oneLine(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
