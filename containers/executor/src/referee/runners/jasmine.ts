import { join } from "node:path/posix";
import { z } from "zod";
import { jasmineMustFail } from "./failing-tests.ts";
import { isJavaScriptTest, kindOf, optionsOf, withoutOptions } from "./javascript.ts";
import { jasminePlaces } from "./javascript-places.ts";
import type { Runner, TestResult } from "./runner.ts";

const reportSchema = z.array(
  z.object({
    groups: z.array(z.string()),
    title: z.string(),
    file: z.string().nullable(),
    status: z.string(),
    failures: z.array(z.object({ matcher: z.string(), message: z.string(), stack: z.string() })),
  }),
);
type Spec = z.infer<typeof reportSchema>[number];

/** A stack of jasmine's begins with the error's words, or with its first place. */
const errorOf = ({ message, stack }: Spec["failures"][number]): string =>
  stack.startsWith(message) || stack === "" ? stack || message : `${message}\n${stack}`;

function resultOf({ groups, title, file, status, failures }: Spec): TestResult {
  const name = [...groups, title].join(" > ");
  if (status === "passed") return { name, file, status: "passed", message: "", kind: null };
  if (status !== "failed") return { name, file, status: "skipped", message: "", kind: null };
  const kinds = failures.map((failure) =>
    failure.message.startsWith("Error: Timeout - Async function did not complete")
      ? "timeout"
      : kindOf(errorOf(failure), file, failure.matcher !== ""),
  );
  // What fails in no spec, while files are loaded, is a file's.
  const load = title === "(the run)" && groups.length === 0;
  return {
    name: load ? "(the file)" : name,
    file,
    status: "failed",
    message: failures.map(errorOf).join("\n"),
    kind: load ? "load" : (kinds.find((kind) => kind !== "assertion") ?? "assertion"),
  };
}

export const jasmine: Runner = {
  program: "jasmine",
  uses: (project) => project.dependsOn("jasmine"),
  isTestFile: (path) =>
    /[sS]pec\.[cm]?[jt]sx?$/.test(path) || (isJavaScriptTest(path) && !path.endsWith(".snap")),
  places: jasminePlaces,
  beside: ["jasmine-report.cjs", "jasmine-all.cjs"],
  command: ({ beside, files, script }, project) => [
    ...project.program("jasmine"),
    ...withoutOptions(files === null ? script : optionsOf(script, new Set()), [
      "--reporter",
      "--fail-fast",
      "--stop-on-failure",
      "--color",
      "--no-color",
    ]),
    "--no-color",
    `--helper=${join(beside, "jasmine-all.cjs")}`,
    `--reporter=${join(beside, "jasmine-report.cjs")}`,
    ...(files ?? []),
  ],
  mustFail: ({ path, text, id }) => ({ path, text: text + jasmineMustFail(id) }),
  emptyFile: () => "",
  reportsIn: "file",
  parse: (text) => ({ tests: reportSchema.parse(JSON.parse(text)).map(resultOf), problem: null }),
};
