import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { ledger } from "../shared/db/schema.ts";
import { link, ourLink } from "../shared/integrations/slack/link.ts";
import { type Mrkdwn, mrkdwn } from "../shared/integrations/slack/mrkdwn.ts";
import type { DrawnOn, MemoryMaterial } from "../shared/memory/memory-material.ts";
import { rememberedFor, usedFact } from "../shared/memory/remembered-for.ts";
import { dashboardLink } from "../shared/platform/config.ts";
import type { Spine } from "../shared/spine/context.ts";
import type { DurableRun } from "./durable-run.ts";

/** What somebody who decides is told that a text or a plan draws on, each with a way to see it. */
export function drawsOn({ settings }: Spine, drawnOn: readonly DrawnOn[]): Mrkdwn[] {
  return drawnOn.map(({ title, url, taskId }) => {
    const page = taskId === null ? null : dashboardLink(settings, `/tasks/${encodeURIComponent(taskId)}`);
    if (url !== null) return mrkdwn`:books: draws on ${link(title, url)}`;
    return page === null
      ? mrkdwn`:books: draws on _${title}_`
      : mrkdwn`:books: draws on ${ourLink(title, page)}`;
  });
}

/** All that a task has drawn on so far, each once. */
export async function drawnOnSoFar({ spine, taskId }: DurableRun): Promise<DrawnOn[]> {
  const facts = await spine.db
    .select({ data: ledger.data })
    .from(ledger)
    .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "memory.used")));
  const all = facts.flatMap(({ data }) => used.safeParse(data).data?.memories ?? []);
  return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);
}

const used = z.object({
  memories: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      taskId: z.string().nullable(),
    }),
  ),
});

/** What is looked for: in which words, and which documents are read anyway. */
interface About {
  words: string;
  known?: readonly string[];
}

/** What is remembered for a step of a plan, looked for once and put on record. Null: nothing. */
export async function rememberFor(
  run: DurableRun,
  key: string,
  about: () => About | Promise<About>,
): Promise<MemoryMaterial | null> {
  return run.once(`remember for ${key}`, async () => {
    const { words, known = [] } = await about();
    const material = await rememberedFor(run.spine, run.project, words, known);
    if (material !== null) await run.recordNow([usedFact(run.spine, run.taskId, key, material.drawnOn)]);
    return material;
  });
}
