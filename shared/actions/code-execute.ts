import { eq } from "drizzle-orm";
import { z } from "zod";
import { howTestedSchema } from "../domain/how-tested.ts";
import { plannedSchema } from "../domain/plan.ts";
import { repositoryName, repositoryPath } from "../domain/repository.ts";
import { approvals } from "../db/schema.ts";
import type { CallOutcome } from "../integrations/call.ts";
import { githubClient } from "../integrations/github/client.ts";
import { planText } from "../domain/plan-text.ts";
import type { Ground } from "../spine/ground.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { unknownRepository } from "./github-target.ts";
import { oneLine } from "./one-line.ts";
import { findQueued, type Queued, queued, queueOnce } from "./queue-once.ts";

export const commitId = z.string().regex(/^[0-9a-f]{40}$/, "must be a full commit id");

export const codeExecuteSchema = z.strictObject({
  repository: repositoryName,
  base: oneLine(200),
  /** Where the fix begins. The yes is for the code as it is there. */
  baseCommit: commitId,
  branch: oneLine(200),
  /** The head of the branch with the plan on it. */
  planCommit: commitId,
  pullRequest: z.number().int().positive(),
  revision: z.number().int().positive(),
  planned: plannedSchema,
  /** How the fix will be tested, and what that proves. Absent: from a time when nobody tried it before. */
  howTested: howTestedSchema.optional(),
  testCommand: oneLine(300).nullable(),
  /** Files of the plan that need, and have, an approval of their own. */
  protectedFiles: z.array(repositoryPath).max(20),
  /** The bug, as the model will read it. */
  report: z.string().max(40_000),
  deadlineMs: z.number().int().positive(),
});
export type CodeExecute = z.infer<typeof codeExecuteSchema>;

/** The id under which people are asked about a plan's protected files. */
export function protectedActionId(taskId: string, revision: number): string {
  return `${taskId}.protect-${revision}`;
}

/**
 * Carries out a plan in a container: what people say yes to. The effect is the assignment on its queue, once; that the branch,
 * the plan on it and the planned files' base are still those of the approval is looked up just before.
 */
export const codeExecute: ActionKindModule<"code_execute", CodeExecute, Queued> = {
  kind: "code_execute",
  schema: codeExecuteSchema,
  result: queued,
  service: null,
  target: ({ repository, branch }) => `github:${repository}:${branch}`,
  outOfBounds: ({ repository }, rules) => unknownRepository(repository, rules),
  preview: ({ planned, howTested, repository, pullRequest, baseCommit }) => ({
    title: `Fix ${repository}: ${planned.plan.summary}`,
    body: `${planText(planned, howTested)}\n\nPull request #${pullRequest}, from commit ${baseCommit.slice(0, 12)}.`,
  }),

  apply: async (ground, { id, taskId, payload }) =>
    queueOnce(ground, id, async (assignmentId) => {
      const { repository, base, baseCommit, branch, planCommit, planned, protectedFiles, revision } = payload;
      const github = githubClient(ground);
      const head = await github.head(repository, branch);
      if (head.kind !== "answered") return head;
      if (head.value !== planCommit)
        return { kind: "stale", error: `${branch} has changed since the plan was shown` };
      const moved = await github.compare(repository, baseCommit, base);
      if (moved.kind !== "answered") return moved;
      const planFiles = new Set([
        ...planned.discovery.affectedFiles,
        ...planned.plan.steps.flatMap(({ file }) => file ?? []),
      ]);
      const listed = moved.value.files.filter((file) => planFiles.has(file));
      const unlisted = moved.value.isWhole ? [] : [...planFiles].filter((file) => !listed.includes(file));
      const different = await differing(ground, payload, unlisted);
      if (different.kind !== "answered") return different;
      const touched = [...listed, ...different.value];
      if (touched.length > 0)
        return {
          kind: "stale",
          error: `${base} has moved in ${touched.join(", ")} since the plan was made`,
        };
      if (protectedFiles.length > 0) {
        const asked = await ground.db
          .select({ status: approvals.status })
          .from(approvals)
          .where(eq(approvals.actionId, protectedActionId(taskId, revision)))
          .get();
        if (asked?.status !== "approved")
          return { kind: "refused", error: `nobody has allowed to touch ${protectedFiles.join(", ")}` };
      }
      return {
        kind: "order",
        spec: {
          mode: "execute",
          assignmentId,
          taskId,
          repository: {
            name: repository,
            cloneUrl: github.cloneUrl(repository),
            base,
            testCommand: payload.testCommand,
          },
          report: payload.report,
          deadlineMs: payload.deadlineMs,
          branch,
          baseCommit,
          planCommit,
          discovery: planned.discovery,
          plan: planned.plan,
          allowed: protectedFiles,
          done: [],
          failure: null,
          ciLogs: null,
        },
      };
    }),

  reconcile: findQueued,
};

/** Those of the files that the base has in another form than the plan's commit: what no list of changes says is looked up. */
async function differing(
  ground: Ground,
  { repository, base, baseCommit }: CodeExecute,
  files: readonly string[],
): Promise<CallOutcome<string[]>> {
  const github = githubClient(ground);
  const found: string[] = [];
  for (const path of files) {
    const [then, now] = [
      await github.file(repository, path, baseCommit),
      await github.file(repository, path, base),
    ];
    if (then.kind !== "answered") return then;
    if (now.kind !== "answered") return now;
    if (then.value !== now.value) found.push(path);
  }
  return { kind: "answered", value: found };
}
