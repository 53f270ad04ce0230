import type { Runner } from "./runner.ts";
import { isJavaScriptTest, withoutOptions } from "./javascript.ts";
import { parseJestLike } from "./jest-report.ts";
import { jestMustFail } from "./failing-tests.ts";

export const jest: Runner = {
  program: "jest",
  uses: (project) => project.dependsOn("jest"),
  isTestFile: isJavaScriptTest,
  command: ({ report, files, script }, project) => [
    ...project.program("jest"),
    ...withoutOptions(
      script.filter((word) => !["--watch", "--watchAll", "--json", "-u", "--updateSnapshot"].includes(word)),
      ["--outputFile", "--reporters"],
    ),
    "--ci",
    "--colors=false",
    "--json",
    `--outputFile=${report}`,
    ...(files === null ? [] : ["--runTestsByPath", ...files]),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + jestMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: parseJestLike,
};
