/** So many tests that were running are named. */
const mostNamed = 3;

/** The tests that had begun and not ended when a run was stopped, by the lines that reporters of ours print: `▶ name`, then another sign. */
export function stillRunning(output: string): string[] {
  const running = new Set<string>();
  for (const line of output.split("\n")) {
    const [, sign = "", name = ""] = /^([▶✓✗-]) (.+)$/.exec(line.trimEnd()) ?? [];
    if (sign === "▶") running.add(name);
    else if (sign !== "") running.delete(name);
  }
  // A file is running as long as a test in it is.
  const names = [...running];
  return names
    .filter((name) => !names.some((other) => other !== name && other.startsWith(`${name} > `)))
    .slice(-mostNamed);
}
