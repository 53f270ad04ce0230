import { join } from "node:path/posix";
import type { Runner } from "./runner.ts";
import { isJavaScriptTest, optionsOf, withoutOptions, wordsOf } from "./javascript.ts";
import { vitestPlaces } from "./javascript-places.ts";
import { parseJestLike } from "./jest-report.ts";
import { vitestMustFail } from "./failing-tests.ts";

const own = ["--reporter", "--outputFile", "--bail"];
/** Picks tests by what has changed, which nobody knows here: without it all run. */
const changed = /^--changed(?:=|$)/;
/** Options that take the next word as their value. */
const values = new Set([
  ...own,
  ...wordsOf(`
  --config -c --root -r --dir --project --environment --pool --exclude --testTimeout
  --hookTimeout --retry --maxWorkers --minWorkers --mode --testNamePattern -t --maxConcurrency
  --shard --sequence.seed --sequence.hooks --coverage.provider --coverage.reporter
  --coverage.include --coverage.exclude --coverage.extension --coverage.reportsDirectory
  --coverage.thresholds.lines --coverage.thresholds.functions --coverage.thresholds.branches
  --coverage.thresholds.statements --poolOptions.threads.maxThreads
  --poolOptions.threads.minThreads --poolOptions.forks.maxForks --poolOptions.forks.minForks
  --typecheck.checker --typecheck.tsconfig --browser.name --browser.provider --teardownTimeout
  --slowTestThreshold --workspace --diff --vmMemoryLimit
`),
]);

export const vitest: Runner = {
  program: "vitest",
  uses: (project) => project.dependsOn("vitest"),
  isTestFile: isJavaScriptTest,
  places: vitestPlaces,
  beside: ["vitest-live.mjs"],
  command: ({ report, beside, files, script }, project) => [
    ...project.program("vitest"),
    "run",
    ...withoutOptions(
      (files === null ? script : optionsOf(script, values)).filter(
        (word) => !["run", "watch", "--watch", "--run", "--ui"].includes(word) && !changed.test(word),
      ),
      own,
      values,
    ),
    "--bail=0",
    "--reporter=json",
    `--outputFile=${report}`,
    "--reporter=default",
    `--reporter=${join(beside, "vitest-live.mjs")}`,
    ...(files ?? []),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + vitestMustFail(id) }),
  emptyFile: () => "",
  knowsNoPatterns: true,
  reportsIn: "file",
  parse: parseJestLike,
};
