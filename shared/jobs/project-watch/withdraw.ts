import { and, eq } from "drizzle-orm";
import { itemsNamed, waitingProposals } from "../../db/watch.ts";
import { watchProposals, type WatchProposalRow, type WatchSignalRow } from "../../db/schema.ts";
import type { WatchSignal } from "../../domain/watch/watch-signal.ts";
import type { Spine } from "../../spine/context.ts";
import { endWaiting } from "../../spine/end-waiting.ts";
import { fact } from "../../spine/record.ts";
import { whyAnswered } from "./answered.ts";

/** A signal that a cycle has taken up, with its row. */
interface Heard {
  row: Pick<WatchSignalRow, "id">;
  signal: WatchSignal;
}

/**
 * Withdraws what waits for people or for its window and has lost its reason through signals that have come in, with the
 * reason. What has been released already is left alone. Running it twice is the same as once.
 * @param taskId the cycle's task, which puts it on record. Returns how many were withdrawn.
 */
export async function withdrawAnswered(
  spine: Spine,
  project: string,
  taken: readonly Heard[],
  taskId: string,
): Promise<number> {
  const names = [...new Set(taken.map(({ signal }) => signal.item))];
  if (names.length === 0) return 0;
  const waiting = await waitingProposals(spine.db, project, names);
  if (waiting.length === 0) return 0;
  const items = await itemsNamed(spine.db, project, names);
  const tickets = new Map(items.map((item) => [item.key, item]));
  const signals = taken.map(({ signal }) => signal).toSorted((a, b) => a.at - b.at);
  let withdrawn = 0;
  for (const { row, asOf } of waiting) {
    const { item } = row;
    const reason = item === null ? null : whyAnswered({ ...row, item, asOf }, signals, tickets);
    if (reason !== null && (await withdraw(spine, row, reason, taskId))) withdrawn++;
  }
  return withdrawn;
}

/** True when it still waited. All of it happens in the moment in which it stops waiting, or nothing does. */
async function withdraw(
  spine: Spine,
  { id, kind, title, errandTaskId }: WatchProposalRow,
  reason: string,
  taskId: string,
): Promise<boolean> {
  if (errandTaskId === null) return false;
  return endWaiting(
    spine,
    { taskId: errandTaskId, by: "signalbox", reason },
    {
      facts: [
        fact(
          spine,
          taskId,
          `withdrawn/${id}`,
          "watch.withdrawn",
          `${kind} “${title}” is withdrawn: ${reason}`,
          {
            proposalId: id,
            errandTaskId,
            reason,
          },
        ),
      ],
      records: (guard) => [
        spine.db
          .update(watchProposals)
          .set({ state: "withdrawn", reason })
          .where(and(eq(watchProposals.id, id), guard)),
      ],
    },
  );
}
