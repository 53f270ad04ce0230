import { eq } from "drizzle-orm";
import type { z } from "zod";
import { actions } from "../../shared/db/schema.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import { carryOutTogether } from "../carry-out/carry-out-together.ts";
import type { Batch, Wish } from "../carry-out/undertaking.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import { askIfWritten } from "./ask-if-written.ts";
import { batchOf, outletOf, type Result } from "./batch-of.ts";
import { draft, type Kept, type Version } from "./draft.ts";
import type { EditorialTask } from "./editorial-task.ts";
import { reportOn } from "./report.ts";
import { onIt } from "./understand.ts";

/** An approver who still isn't content after so many versions should write it: it is cheaper. */
const maxRevisions = 10;

/** Draft, ask, and do exactly what was approved; what people want otherwise is drafted anew. The same for every kind. */
export async function write<B extends z.ZodObject, D>(
  run: DurableRun,
  asked: EditorialTask,
  kind: EditorialKind<B, D>,
  acknowledged: boolean,
): Promise<Ending> {
  if (!acknowledged)
    await run.say("acknowledge", onIt(run, kind, kind.titleOf(kind.brief.parse(asked.brief)), asked.brief));
  const task = await askIfWritten(run, asked, kind);
  if ("kind" in task) return task;
  let kept: Kept<D> | null = null;
  const keep = (written: Kept<D>) => (kept = written);
  const first: Version = await draft(run, task, kind, 1, null, keep);
  const versions = new Map<Batch<Result>, Version>();
  const batch = batchOf(run, kind, first, first.steps, task.attached, kept);
  versions.set(batch, first);
  let revision = 1;
  const finished = await carryOutTogether(run, batch, async (shown, wishes) => {
    const seen = versions.get(shown) ?? first;
    if (revision >= maxRevisions) return null;
    const feedback = await feedbackOn(run, kind, wishes, ++revision);
    kept = null;
    const version: Version = await draft(run, task, kind, revision, { version: seen, feedback }, keep);
    const steps = new Set(wishes.map(({ work }) => outletOf(kind, work.key).step));
    const again = version.steps.filter((step) => steps.has(step));
    const more = batchOf(run, kind, version, again, task.attached, kept);
    versions.set(more, version);
    return more;
  });
  return reportOn(run, task, kind, finished, maxRevisions);
}

/** What people want otherwise, for the model: of what they have worded themselves, their words too. */
async function feedbackOn<B extends z.ZodObject, D>(
  run: DurableRun,
  kind: EditorialKind<B, D>,
  wishes: readonly Wish<Result>[],
  revision: number,
): Promise<string> {
  const [alone] = wishes;
  if (alone !== undefined && wishes.length === 1 && !alone.edited && kind.outlets.length === 1)
    return alone.reason;
  return run.once(`feedback ${revision}`, async () => {
    const parts = wishes.map(async ({ work, actionId, edited, reason }) => {
      const outlet = outletOf(kind, work.key);
      const said = `For the ${outlet.noun}: ${reason}`;
      if (!edited) return said;
      const action = await run.spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
      const words = action === undefined ? "" : outlet.preview(JSON.parse(action.payload)).body;
      return `${said}\nIt had been worded by people:\n${words}`;
    });
    return (await Promise.all(parts)).join("\n\n");
  });
}
