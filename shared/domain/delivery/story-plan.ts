import type { Plan } from "../plan.ts";
import type { Story } from "./requirement.ts";

/** Longer than any line of a plan may be. */
const longestLine = 2000;

/**
 * A story as a plan that the executor carries out: its criteria become tests, and its files are those of the design, ten of each at most.
 */
export function storyPlan(
  { id, title, criteria }: Pick<Story, "id" | "title" | "criteria">,
  { tests, code }: { tests: readonly string[]; code: readonly string[] },
  testCommand: string | null,
): Plan {
  return {
    summary: title.slice(0, 120),
    scope: id.toLowerCase(),
    steps: [
      ...tests.map((file) => ({
        type: "test" as const,
        file,
        action: `Test: ${criteria.join("; ")}`.slice(0, longestLine),
      })),
      ...code.map((file) => ({ type: "implement" as const, file, action: `Build ${title} in it.` })),
    ],
    testCommand: testCommand ?? "the project's own test script",
    estimatedMinutes: 15,
    riskLevel: "medium",
    risks: [],
  };
}
