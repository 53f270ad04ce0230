import { join } from "node:path/posix";
import { z } from "zod";
import { unittestMustFail } from "./failing-tests.ts";
import { unittestPlaces } from "./python-places.ts";
import { optionsOf, withoutOptions, wordsOf } from "./javascript.ts";
import type { Runner, TestResult } from "./runner.ts";

const reportSchema = z.array(
  z.object({
    id: z.string(),
    file: z.string().nullable(),
    status: z.enum(["passed", "failed", "skipped"]),
    message: z.string(),
    error: z.string(),
    thrownIn: z.string().nullable(),
    kind: z.enum(["assertion", "error", "load"]).nullable(),
  }),
);

const convention = /(?:^|\/)(?:test[^/]*|[^/]+_test)\.py$/;
const isOfTests = (path: string): boolean => convention.test(path) || /(?:^|\/)tests?\//.test(path);

function resultOf(test: z.infer<typeof reportSchema>[number]): TestResult {
  const { id, file, status, message, error, thrownIn } = test;
  if (test.kind === "load") return { name: `${id} (the file)`, file, status, message, kind: "load" };
  // What the project's own code asserts is its error.
  const kind =
    test.kind === "assertion" && thrownIn !== null && thrownIn !== file && !isOfTests(thrownIn)
      ? "error"
      : test.kind;
  return { name: id, file, status, message: [error, message].filter(Boolean).join("\n"), kind };
}

/** Options that take the next word as their value. */
const values = new Set(wordsOf("-s --start-directory -p --pattern -t --top-level-directory -k --durations"));

export const unittest: Runner = {
  program: "unittest",
  uses: (project) => project.pythonTests() === "unittest",
  isTestFile: (path) => convention.test(path),
  places: (project, script) => unittestPlaces(project, script, values),
  beside: ["unittest_report.py"],
  command: ({ report, beside, files, script }) => {
    const discovers = script.length === 0 || script.includes("discover");
    const words = script.length === 0 ? ["discover"] : script;
    const some = files !== null && !discovers;
    return [
      "python3",
      join(beside, "unittest_report.py"),
      report,
      ...(discovers ? (files ?? []).map((path) => `--only=${path}`) : []),
      ...withoutOptions(
        some ? optionsOf(words, values) : words,
        ["-f", "--failfast", "-b", "--buffer"],
        values,
      ),
      ...(some ? files : []),
    ];
  },
  mustFail: ({ path, text, id }) => ({ path, text: text + unittestMustFail(id) }),
  emptyFile: () => "",
  knowsNoPatterns: true,
  reportsIn: "file",
  parse: (text) => ({ tests: reportSchema.parse(JSON.parse(text)).map(resultOf), problem: null }),
};
