import { z } from "zod";
import { kindOf, withoutColors } from "./javascript.ts";
import type { Report, TestResult } from "./runner.ts";

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().nullish(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
          failureDetails: z.array(z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});

const fromMatcher = z.object({ matcherResult: z.object({ pass: z.boolean() }) });

/** Reads the JSON report of jest, whose form vitest shares. */
export function parseJestLike(text: string): Report {
  const { testResults } = reportSchema.parse(JSON.parse(text));
  const tests = testResults.flatMap((file): TestResult[] => {
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"))
      return [
        ...file.assertionResults.map((test) => resultOf(file.name, test)),
        {
          name: "(the file)",
          file: file.name,
          status: "failed",
          message: withoutColors(file.message ?? ""),
          kind: "load",
        },
      ];
    return file.assertionResults.map((test) => resultOf(file.name, test));
  });
  return { tests, problem: null };
}

/** In its third and fourth version vitest writes another error's stack where a test took too long. */
const sayingTimeout = (message: string): string =>
  message.replace(/^Error: STACK_TRACE_ERROR\b/, "Error: Test timed out");

type Assertion = z.infer<typeof reportSchema>["testResults"][number]["assertionResults"][number];

function resultOf(file: string, test: Assertion): TestResult {
  // The first versions of vitest have a group without a name around all.
  const name = [...test.ancestorTitles.filter((title) => title !== ""), test.title].join(" > ");
  if (test.status === "passed") return { name, file, status: "passed", message: "", kind: null };
  if (test.status !== "failed") return { name, file, status: "skipped", message: "", kind: null };
  const messages = (test.failureMessages ?? []).map((message) =>
    sayingTimeout(withoutColors(message).trim()),
  );
  const byMatcher = (test.failureDetails ?? []).map((detail) => fromMatcher.safeParse(detail).success);
  // Several errors may be told: a hook's beside the test's. It is its own assertion only if all are.
  const kinds = messages.map((message, index) => kindOf(message, file, byMatcher[index] === true));
  const kind = kinds.find((each) => each !== "assertion") ?? (kinds.length > 0 ? "assertion" : "error");
  return { name, file, status: "failed", message: messages.join("\n"), kind };
}
