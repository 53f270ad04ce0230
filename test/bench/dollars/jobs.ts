import { z } from "zod";
import type { Outside } from "../../../scripts/demo/outside.ts";
import { setReadyFix } from "../../../scripts/demo/scene.ts";
import { waitFor } from "../../../scripts/stack/wait.ts";
import { callApi } from "../support/api.ts";
import { recordsOf } from "../support/records.ts";
import type { System } from "../support/system.ts";
import { inLanes } from "../support/tasks.ts";
import { lookAnswer } from "../support/watch-answers.ts";
import { busyProject } from "../support/watch-projects.ts";

const endsWithinMs = 120_000;
/** So much has changed in a project when a cycle is paid for. */
const changesACycle = 10;

const proposedForm = z.object({ taskId: z.string() });
const fixForm = z.object({ repository: z.string(), pullRequest: z.number() });

/** One job's usual task, done to its end: returns the tasks' ids. */
export type Job = (system: System, tasks: number) => Promise<string[]>;

export const jobs = {
  /** A blog post: asked for in Slack, drafted, approved by a click, published. */
  editorial: async (system, tasks) => {
    const runs = await inLanes(system, tasks, 1, "paid");
    return (await recordsOf(system, runs)).map(({ view }) => view.task.id);
  },

  /** A bug: read, planned, approved, fixed by the agent in the executor, reviewed, merged. */
  "bug-fix": async ({ stack, outside }) => {
    const id = await setReadyFix(stack);
    const { repository, pullRequest: number } = fixForm.parse(await outside.api(`/api/fixes/${id}`));
    await outside.sandbox("github", "merge", { repository, number, login: "lena-f" });
    await ended(outside, id);
    return [id];
  },

  /** One action that somebody proposes through the API: asked about, approved, done. */
  errand: async ({ stack, outside }, tasks) =>
    inTurn(tasks, async (n) => {
      const payload = { draftId: `paid-${n}`, text: `Departure ${n} is on time.`, link: null };
      const { taskId } = proposedForm.parse(
        await callApi(stack, "/api/actions", { kind: "bluesky_post", payload }),
      );
      const { id, digest } = await waitFor("the errand's question", endsWithinMs, async () =>
        (await outside.task(taskId)).approvals.find(({ status }) => status === "pending"),
      );
      await callApi(stack, `/api/approvals/${id}/decisions`, { digest, decision: "approved", reason: null });
      await ended(outside, taskId);
      return taskId;
    }),

  /** A cycle of a watched project in which something has changed: classified, reasoned about, noted. */
  "project-watch": async ({ stack, outside }, tasks) =>
    inTurn(tasks, async (n) => {
      const look = { what: "look", project: busyProject(changesACycle, n), changes: changesACycle };
      const { began } = lookAnswer.parse(await callApi(stack, "/_bench/watch", look));
      if (began === null) throw new Error("changes began no cycle");
      await ended(outside, began);
      return began;
    }),
} as const satisfies Record<string, Job>;

async function ended(outside: Outside, taskId: string): Promise<void> {
  const { failure } = await waitFor(`the end of ${taskId}`, endsWithinMs, async () => {
    const { task } = await outside.task(taskId);
    return task.failure !== null || ["done", "rejected", "cancelled"].includes(task.status) ? task : null;
  });
  if (failure !== null) throw new Error(`${taskId} failed: ${failure.message}`);
}

async function inTurn<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < count; n++) all.push(await one(n));
  return all;
}
