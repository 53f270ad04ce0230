import { join } from "node:path/posix";
import { z } from "zod";
import { isJavaScriptTest, kindOf, optionsOf, withoutOptions, wordsOf } from "./javascript.ts";
import { mochaPlaces } from "./javascript-places.ts";
import type { Runner, TestResult } from "./runner.ts";
import { mochaMustFail } from "./failing-tests.ts";

const testSchema = z.object({
  title: z.string(),
  fullTitle: z.string(),
  file: z.string().nullish(),
  err: z.object({
    message: z.string().nullish(),
    stack: z.string().nullish(),
    code: z.string().nullish().catch(null),
    name: z.string().nullish().catch(null),
  }),
});
const reportSchema = z.object({
  passes: z.array(testSchema),
  pending: z.array(testSchema),
  failures: z.array(testSchema),
});

type MochaTest = z.infer<typeof testSchema>;

/** An error's class, words and stack: some are thrown by a name that stands in no stack. */
function saidBy({ name, message, stack }: MochaTest["err"]): string {
  const said = stack ?? message ?? "";
  return name === undefined || name === null || said.startsWith(name) ? said : `${name}: ${said}`;
}

function failed(test: MochaTest): TestResult {
  const said = test.err.stack ?? test.err.message ?? "";
  const inHook = /^"(?:before|after)(?: each| all)?" hook/.test(test.title);
  const isAssertion = test.err.code === "ERR_ASSERTION" || test.err.name === "AssertionError";
  const kind = inHook ? "error" : kindOf(saidBy(test.err), test.file ?? null, isAssertion);
  return { name: test.fullTitle, file: test.file ?? null, status: "failed", message: said, kind };
}

const own = ["--reporter", "-R", "--reporter-option", "--reporter-options", "-O"];
/** Options that take the next word as their value. */
const values = new Set([
  ...own,
  ...wordsOf(`
  --require -r --timeout -t --config --package --ui -u --grep -g --fgrep -f --file --ignore
  --exclude --extension --slow -s --retries --jobs -j --node-option -n --loader --import
  --watch-files --watch-ignore --env-file --conditions -C --global --globals --opts
`),
]);

export const mocha: Runner = {
  program: "mocha",
  uses: (project) => project.dependsOn("mocha"),
  isTestFile: (path) => isJavaScriptTest(path) || /(?:^|\/)(?:test|spec)\/.*\.[cm]?[jt]sx?$/.test(path),
  places: (project, script) => mochaPlaces(project, script, values),
  beside: ["mocha-report.cjs"],
  command: ({ report, beside, files, script }, project) => [
    ...project.program("mocha"),
    // Files beside the configured ones would only be added to them.
    ...withoutOptions(files === null ? script : optionsOf(script, values), own, values).filter(
      (word) => !["--watch", "-w", "--bail", "-b"].includes(word),
    ),
    "--no-bail",
    // Else it takes the tree's path out of stacks, and with it who has thrown.
    "--full-trace",
    "--reporter",
    join(beside, "mocha-report.cjs"),
    "--reporter-option",
    `output=${report}`,
    ...(files ?? []),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + mochaMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: (text) => {
    const { passes, pending, failures } = reportSchema.parse(JSON.parse(text));
    const as =
      (status: "passed" | "skipped") =>
      (test: MochaTest): TestResult => ({
        name: test.fullTitle,
        file: test.file ?? null,
        status,
        message: "",
        kind: null,
      });
    return {
      tests: [...passes.map(as("passed")), ...pending.map(as("skipped")), ...failures.map(failed)],
      problem: null,
    };
  },
};
