import type { Runner } from "./runner.ts";
import { isJavaScriptTest, withoutOptions } from "./javascript.ts";
import { parseJestLike } from "./jest-report.ts";
import { vitestMustFail } from "./failing-tests.ts";

export const vitest: Runner = {
  program: "vitest",
  uses: (project) => project.dependsOn("vitest"),
  isTestFile: isJavaScriptTest,
  command: ({ report, files, script }, project) => [
    ...project.program("vitest"),
    "run",
    ...withoutOptions(
      script.filter((word) => !["run", "watch", "--watch", "--run", "--ui"].includes(word)),
      ["--reporter", "--outputFile"],
    ),
    "--reporter=json",
    `--outputFile=${report}`,
    "--reporter=default",
    ...(files ?? []),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + vitestMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: parseJestLike,
};
