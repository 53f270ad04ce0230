import { z } from "zod";
import { nameProblem } from "../domain/delivery/fill-template.ts";
import { stackIds } from "../domain/delivery/stack-id.ts";
import { repositoryName } from "../domain/repository.ts";
import { githubClient } from "../integrations/github/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { agreedPlan } from "./agreed-plan.ts";
import { branchName, commitId, isAmong, othersRepository } from "./github-target.ts";
import { oneLine } from "./one-line.ts";
import { findQueued, type Queued, queued, queueOnce } from "./queue-once.ts";

const foundationLaySchema = z.strictObject({
  /** The delivery's task, and the digest of its plan that people have agreed to. */
  delivery: z.string().min(1).max(200),
  plan: z.string().min(1).max(100),
  repository: repositoryName,
  /** The default branch, and the commit with which the repository was made. */
  base: branchName,
  baseCommit: commitId,
  stack: z.enum(stackIds),
  /** What the template calls the software. */
  name: z
    .string()
    .max(100)
    .superRefine((name, context) => {
      const message = nameProblem(name);
      if (message !== null) context.addIssue({ code: "custom", message });
    }),
  description: oneLine(300),
  deadlineMs: z.number().int().positive(),
});

export type FoundationLay = z.infer<typeof foundationLaySchema>;

/**
 * Has a stack's template committed to a new repository's default branch, once its own tests and checks have passed. No model has a hand in
 * it. It is done under the yes to the plan: its digest, its repository and its stack are looked up just before.
 */
export const foundationLay: ActionKindModule<"foundation_lay", FoundationLay, Queued> = {
  kind: "foundation_lay",
  schema: foundationLaySchema,
  result: queued,
  service: null,
  target: ({ repository, base }) => `github:${repository}:${base}`,
  outOfBounds: ({ repository }, rules) => othersRepository(repository, rules),
  preview: ({ repository, base, stack, name, description }) => ({
    title: `Lay the foundation of ${repository}: ${stack}`,
    body: `The template of ${stack}, as ${name} (“${description}”), on ${base}. It is pushed when its tests and checks have passed.`,
  }),

  apply: async (ground, { id, taskId, payload }) =>
    queueOnce(ground, id, async (assignmentId) => {
      const { repository, base, baseCommit, stack, name, description, deadlineMs } = payload;
      const plan = await agreedPlan(ground, payload);
      if (plan === null)
        return { kind: "stale", error: "the plan that it is for is not what people have agreed to" };
      if (
        !plan.repository.isNew ||
        !isAmong([plan.repository.name], repository) ||
        plan.design.stack !== stack
      )
        return { kind: "refused", error: `the agreed plan has no foundation of ${stack} in ${repository}` };
      return {
        kind: "order",
        spec: {
          mode: "scaffold",
          assignmentId,
          taskId,
          repository: {
            name: repository,
            cloneUrl: githubClient(ground).cloneUrl(repository),
            base,
            testCommand: null,
          },
          report: "",
          deadlineMs,
          branch: base,
          baseCommit,
          stack,
          name,
          description,
        },
      };
    }),

  reconcile: findQueued,
};
