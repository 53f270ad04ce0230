import { z } from "zod";
import { repositoryName, repositoryPath } from "./repository.ts";

const line = z.string().trim().min(1).max(2000);

/** What reading the code has found out. */
export const discoverySchema = z.strictObject({
  repository: repositoryName,
  /** 0 to 1: how sure it is that the bug lives here. */
  confidence: z.number().min(0).max(1),
  affectedFiles: z.array(repositoryPath).min(1).max(20),
  rootCause: line,
  reasoning: line,
  relatedFiles: z.array(repositoryPath).max(30),
});

export const stepTypes = ["test", "implement", "verify"] as const;

/** One step of a plan. A `verify` step names a command instead of a file. */
export const planStepSchema = z.strictObject({
  type: z.enum(stepTypes),
  file: repositoryPath.nullable(),
  action: line,
});

/** Where a plan stands in its branch. */
export const planFile = "PLAN.md";

export const planSchema = z.strictObject({
  summary: z.string().trim().min(1).max(120),
  /** Conventional-commit scope: the part of the product. */
  scope: z.string().regex(/^[a-z0-9-]{1,30}$/),
  steps: z.array(planStepSchema).min(2).max(20),
  /** As the repository's people would type it; the referee finds the machine-readable form. */
  testCommand: z.string().trim().min(1).max(300),
  estimatedMinutes: z.number().int().min(1).max(480),
  riskLevel: z.enum(["low", "medium", "high"]),
  risks: z.array(line).max(10),
});
export type Plan = z.infer<typeof planSchema>;

/** What the container's plan mode answers. */
export const plannedSchema = z.strictObject({ discovery: discoverySchema, plan: planSchema });
export type Planned = z.infer<typeof plannedSchema>;

/**
 * What stands where a bug's plan has what reading the code has found: a story has no cause to find, and its files are known.
 * @param plan has an `implement` step with a file
 */
export function storyDiscovery(repository: string, plan: Plan): Planned["discovery"] {
  return {
    repository,
    confidence: 1,
    affectedFiles: filesOf(plan).code.slice(0, 20),
    rootCause: "Nothing is wrong: what the story asks for isn't there yet.",
    reasoning: "The files are those of the design that people have approved.",
    relatedFiles: [],
  };
}

/** The files that a plan may touch, sorted: tests and code. */
export function filesOf(plan: Plan): { tests: string[]; code: string[] } {
  const of = (type: "test" | "implement"): string[] =>
    [
      ...new Set(plan.steps.flatMap((step) => (step.type === type && step.file !== null ? [step.file] : []))),
    ].toSorted();
  return { tests: of("test"), code: of("implement") };
}
