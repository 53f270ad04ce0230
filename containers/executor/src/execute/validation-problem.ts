import type { Bench } from "../referee/suite.ts";
import type { RuleName } from "../validate/rules/registry.ts";
import { inWords } from "../validate/validate-tree.ts";
import type { Execution } from "./execution.ts";

const mostTold = 20;

/** Rules that hold of a story's tests alone, before there is any code: later nobody could mend them. */
export const ofTestsAlone: readonly RuleName[] = ["secrets", "undeclared-dependencies"];

/** What blocks in what is staged, with file and line; null: nothing that wasn't so on the base, or it is no story. */
export async function validationProblem(
  { validation }: Execution,
  bench: Bench,
  only?: readonly RuleName[],
): Promise<string | null> {
  if (validation === null) return null;
  const fresh = await validation.fresh();
  const blocking = fresh.filter(
    ({ level, rule }) => level === "block" && (only === undefined || only.some((name) => name === rule)),
  );
  const warnings = fresh.filter(({ level }) => level === "warn").length;
  const text = `validated: ${blocking.length} findings that block and weren't on the base, ${warnings} that warn`;
  bench.emit({ type: "line", phase: bench.phase, by: "referee", text });
  if (blocking.length === 0) return null;
  return [
    "validation finds what wasn't so on the base:",
    ...blocking.slice(0, mostTold).map((one) => `- ${inWords(one)}`),
    ...(blocking.length > mostTold ? [`- and ${blocking.length - mostTold} more`] : []),
  ].join("\n");
}
