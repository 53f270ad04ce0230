import type { TestResult } from "./runners/runner.ts";

/** Names an error, not what surrounds it: its class and its words. */
const says =
  /\b(?:(?:[A-Z]\w*)?(?:Error|Exception|Warning|Rejection)\b|[Uu]nhandled|[Uu]ncaught|threshold|not met|leak)/;

/**
 * A run in which no test failed, and that ended badly: as a test of its own, so that one that ended so before may, and no other. What
 * it said is a part of its name: another error than before is a new one.
 */
export function runItself(exitCode: number | null, words: string): TestResult {
  const line = words.split("\n").find((each) => says.test(each)) ?? "";
  // Where it was thrown moves with the code, and how long it took with the machine.
  const cause = line
    .replaceAll(/(?:file:\/\/)?(?:\/[^\s:()]+)+(?::\d+)*/g, "")
    .replaceAll(/\b\d+(?:\.\d+)?(?:%| ?ms| ?s)?/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 200);
  return {
    name: cause === "" ? "(the run itself)" : `(the run itself) ${cause}`,
    file: null,
    status: "failed",
    message: `no test failed, yet the runner ended with ${exitCode}: ${words}`,
    kind: "error",
  };
}
