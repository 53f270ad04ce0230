import { parse } from "yaml";
import { z } from "zod";

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const env = z.record(z.string(), text).default({});

/** What the runner can play. All else is refused rather than passed over, or a check would be green for nothing. */
const stepSchema = z
  .strictObject({
    id: z.string().optional(),
    name: z.string().optional(),
    uses: z.string().optional(),
    with: z.record(z.string(), text).optional(),
    run: z.string().optional(),
    shell: z.literal("bash").optional(),
    env,
    "working-directory": z.string().optional(),
  })
  .refine((step) => (step.uses === undefined) !== (step.run === undefined), "a step has either uses or run");
export type Step = z.infer<typeof stepSchema>;

const jobSchema = z.strictObject({
  name: z.string().optional(),
  "runs-on": z.union([z.string(), z.array(z.string())]),
  permissions: z.unknown().optional(),
  "timeout-minutes": z.number().positive().default(10),
  env,
  steps: z.array(stepSchema).min(1),
});

const branches = z.object({ branches: z.array(z.string()).optional() }).nullable();
const events = z.union([
  z.string().transform((one) => ({ [one]: null })),
  z.array(z.string()).transform((all) => Object.fromEntries(all.map((one) => [one, null]))),
  z.record(z.string(), z.unknown()),
]);

const workflowSchema = z.strictObject({
  name: z.string().optional(),
  on: events,
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  env,
  jobs: z.record(z.string(), jobSchema),
});
export type Workflow = z.infer<typeof workflowSchema>;

/** A workflow file, or in words what the runner can't play of it. */
export function readWorkflow(file: string): { workflow: Workflow } | { problem: string } {
  try {
    const parsed = workflowSchema.safeParse(parse(file));
    if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
    const expression = /\$\{\{[^}]*\}\}/.exec(JSON.stringify(parsed.data.jobs));
    if (expression) return { problem: `the sandbox's runner evaluates no expressions: ${expression[0]}` };
    return { workflow: parsed.data };
  } catch (error) {
    return { problem: String(error) };
  }
}

/** Whether an event on a branch starts the workflow. For a pull request it is the base that counts. */
export function isStartedBy(
  workflow: Workflow,
  event: "push" | "pull_request" | "workflow_dispatch",
  branch: string,
): boolean {
  if (!(event in workflow.on)) return false;
  const filter = branches.safeParse(workflow.on[event]).data?.branches;
  return filter === undefined || filter.some((pattern) => patternOf(pattern).test(branch));
}

/** `*` stands for anything but a slash, `**` for anything. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}
