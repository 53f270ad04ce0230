/** So many tests that were running are named. */
const mostNamed = 3;

/**
 * The tests that had begun and not ended when a run was stopped, by the lines that reporters of ours print: `▶ name`, then another
 * sign. A file or a group whose tests had all ended, as one that leaves a server open, is named with the last of them.
 */
export function stillRunning(output: string): string[] {
  const running = new Set<string>();
  const ended: string[] = [];
  for (const line of output.split("\n")) {
    const [, sign = "", name = ""] = /^([▶✓✗-]) (.+)$/.exec(line.trimEnd()) ?? [];
    if (sign === "▶") running.add(name);
    else if (sign !== "" && running.delete(name)) ended.push(name);
  }
  // A file is running as long as a test in it is.
  const names = [...running];
  return names
    .filter((name) => !names.some((other) => other !== name && other.startsWith(`${name} > `)))
    .slice(-mostNamed)
    .map((name) => {
      const last = ended.findLast((other) => other.startsWith(`${name} > `));
      return last === undefined ? name : `${name} (after ${last.slice(name.length + 3)})`;
    });
}
