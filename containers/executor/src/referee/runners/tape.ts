import { join } from "node:path/posix";
import { z } from "zod";
import { kindOf, optionsOf, wordsOf } from "./javascript.ts";
import { namedPlaces } from "./javascript-places.ts";
import { tapeMustFail } from "./failing-tests.ts";
import type { Runner, TestResult } from "./runner.ts";

const reportSchema = z.object({
  tests: z.array(
    z.object({
      names: z.array(z.string()),
      skip: z.unknown(),
      todo: z.unknown(),
      ended: z.boolean(),
      asserts: z.array(
        z.object({
          ok: z.boolean(),
          name: z.string(),
          operator: z.string(),
          todo: z.boolean(),
          skip: z.boolean(),
          stack: z.string(),
          got: z.string(),
        }),
      ),
    }),
  ),
  crash: z.string().nullable(),
});
type TapeTest = z.infer<typeof reportSchema>["tests"][number];
type Assert = TapeTest["asserts"][number];

/** What tape says of a test as a whole: it had no part in it. */
const ownWords = /^(?:\.end\(\) already called|test exited without ending|plan != count)/;

function kindOfAssert({ operator, name, stack }: Assert): "assertion" | "error" | "timeout" {
  if (operator === "fail" && / timed out after \d+ms$/.test(name)) return "timeout";
  if (operator === "fail" && ownWords.test(name)) return "error";
  // `t.error(e)`, and what an asynchronous test has thrown.
  return operator === "error" ? kindOf(stack) : "assertion";
}

function resultOf(test: TapeTest, crash: string | null): TestResult {
  const as = { name: test.names.join(" > "), file: null };
  if (Boolean(test.skip) || Boolean(test.todo)) return { ...as, status: "skipped", message: "", kind: null };
  const failed = test.asserts.filter(({ ok, todo, skip }) => !ok && !todo && !skip);
  const ended = test.ended || crash === null;
  if (failed.length === 0 && ended) return { ...as, status: "passed", message: "", kind: null };
  const kinds = [...failed.map(kindOfAssert), ...(ended || crash === null ? [] : [kindOf(crash)])];
  const messages = failed.map(({ name, got, stack }) => `${name}\n${got}\n${stack}`.trim());
  return {
    ...as,
    status: "failed",
    message: [...messages, ...(ended || crash === null ? [] : [crash])].join("\n"),
    kind: kinds.find((kind) => kind !== "assertion") ?? "assertion",
  };
}

/** Options that take the next word as their value. */
const values = new Set(wordsOf("-r --require -i --ignore --ignore-pattern"));

export const tape: Runner = {
  program: "tape",
  uses: (project) => project.dependsOn("tape"),
  isTestFile: (path) =>
    /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path) || /(?:^|\/)tests?(?:\/.*|-[^/]+)?\.?[cm]?[jt]s$/.test(path),
  places: (project, script) => namedPlaces(project, script, values, ["-r", "--require"]),
  beside: ["tape-report.cjs"],
  command: ({ beside, files, script }, project) => [
    ...project.program("tape"),
    "-r",
    join(beside, "tape-report.cjs"),
    ...(files === null ? script : optionsOf(script, values)),
    ...(files ?? (script.length === 0 ? ["test/**/*.js"] : [])),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + tapeMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: (text) => {
    const { tests, crash } = reportSchema.parse(JSON.parse(text));
    const results = tests.map((test) => resultOf(test, crash));
    const during = tests.some(({ ended }) => !ended);
    return {
      tests:
        crash === null || during
          ? results
          : [...results, { name: "(the file)", file: null, status: "failed", message: crash, kind: "load" }],
      problem: null,
    };
  },
};
