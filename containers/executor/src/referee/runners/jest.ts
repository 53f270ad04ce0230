import { join } from "node:path/posix";
import type { Runner } from "./runner.ts";
import { isJavaScriptTest, optionsOf, withoutOptions, wordsOf } from "./javascript.ts";
import { jestPlaces } from "./javascript-places.ts";
import { parseJestLike } from "./jest-report.ts";
import { jestMustFail } from "./failing-tests.ts";

/** Options that take the next word as their value. */
const values = new Set(
  wordsOf(`
  --outputFile --reporters --config -c --rootDir --roots --projects --testEnvironment --env
  --maxWorkers -w --testTimeout --selectProjects --testPathIgnorePatterns --coverageDirectory -t
  --testNamePattern --shard --testPathPattern --testPathPatterns --testMatch --coverageReporters
  --setupFiles --setupFilesAfterEnv --moduleNameMapper --transform --preset --testRunner --bail
  --cacheDirectory --collectCoverageFrom --coverageProvider --coverageThreshold --filter
  --globalSetup --globalTeardown --globals --maxConcurrency --moduleDirectories
  --moduleFileExtensions --modulePathIgnorePatterns --modulePaths --notifyMode --resolver --runner
  --seed --snapshotSerializers --testEnvironmentOptions --testRegex --testResultsProcessor
  --testSequencer --transformIgnorePatterns --workerIdleMemoryLimit --ignoreProjects
  --changedSince
`),
);

/** Picks tests by what has changed or failed last, which nobody knows here: without it all run. */
const onlySome = wordsOf(
  "-o --onlyChanged --lastCommit --changedSince --changedFilesWithAncestor -f --onlyFailures",
);

export const jest: Runner = {
  program: "jest",
  uses: (project) => project.dependsOn("jest"),
  isTestFile: isJavaScriptTest,
  places: jestPlaces,
  beside: ["jest-live.cjs"],
  command: ({ report, beside, files, script }, project) => [
    ...project.program("jest"),
    ...withoutOptions(
      (files === null ? script : optionsOf(script, values)).filter(
        (word) => !["--watch", "--watchAll", "--json", "-u", "--updateSnapshot"].includes(word),
      ),
      ["--outputFile", "--reporters", "--bail", "-b", ...onlySome],
      values,
    ),
    "--bail=0",
    "--ci",
    "--colors=false",
    "--json",
    "--reporters=default",
    `--reporters=${join(beside, "jest-live.cjs")}`,
    `--outputFile=${report}`,
    ...(files === null ? [] : ["--runTestsByPath", ...files]),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + jestMustFail(id) }),
  emptyFile: () => "",
  knowsNoPatterns: true,
  reportsIn: "file",
  parse: parseJestLike,
};
