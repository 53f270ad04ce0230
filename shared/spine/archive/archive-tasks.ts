import { recordStatements, type TaskRecords } from "../../db/task-records.ts";
import { archiveKey } from "../../domain/archived.ts";
import { sha256 } from "../../platform/digest.ts";
import { describeError, SignalboxError } from "../../platform/errors.ts";
import { log } from "../../platform/log.ts";
import type { Spine } from "../context.ts";
import { closedTasks } from "./closed-tasks.ts";
import { linesOf } from "./lines.ts";
import { moveStatements } from "./move-statements.ts";

const dayMs = 24 * 60 * 60_000;
/** So many are moved in one minute: 36,000 a day. */
const atOnce = 25;
/** More facts, or calls, than any task has; one that has more stays where it is. */
const most = 20_000;

/**
 * Moves what is recorded of tasks that have been over for longer than the rules keep it to the archive. Each is written to R2,
 * looked at there, and then taken out of D1 in one batch, if nothing of it has changed meanwhile: whatever dies in between
 * leaves the task as it was, and the next run does it again. Returns how many have moved.
 * @param countedTo counts the ledger for the metrics, and says up to which fact: what isn't counted yet doesn't move.
 */
export async function archiveTasks(spine: Spine, countedTo: () => Promise<number>): Promise<number> {
  const { taskDays } = spine.settings.RULES.retention;
  if (taskDays === null) return 0;
  const before = spine.now() - taskDays * dayMs;
  const over = await closedTasks(spine.db, before, atOnce);
  if (over.length === 0) return 0;
  const counted = await countedTo();
  let moved = 0;
  for (const taskId of over) if (await attempt(spine, taskId, before, counted)) moved += 1;
  if (moved > 0) log.info("tasks.archived", { count: moved });
  return moved;
}

/** Each for itself: one that can't be moved keeps none of the others. */
async function attempt(spine: Spine, taskId: string, before: number, counted: number): Promise<boolean> {
  try {
    return await archiveTask(spine, taskId, before, counted);
  } catch (error) {
    log.error("task.not_archived", { taskId, reason: describeError(error) });
    return false;
  }
}

/** False when something of it has changed meanwhile, or isn't counted yet. */
async function archiveTask(spine: Spine, taskId: string, before: number, counted: number): Promise<boolean> {
  const { env, db, now } = spine;
  const [ledger, actions, approvals, effects, llmCalls, signals] = await db.batch(
    recordStatements(db, taskId, most),
  );
  const records: TaskRecords = { ledger, actions, approvals, effects, llmCalls, signals };
  const lastSeq = ledger.at(-1)?.seq ?? 0;
  if (lastSeq >= counted || ledger.length === most || llmCalls.length === most) return false;
  const lines = linesOf(taskId, records);
  const digest = await sha256(lines);
  await store(env, archiveKey(taskId, digest), lines, digest);
  const [marked] = await db.batch(
    moveStatements(db, taskId, { digest, lastSeq, at: now() }, records, before),
  );
  return marked.length === 1;
}

/** Writes the lines and looks whether they are there: what D1 forgets has to be. */
async function store({ ARTEFACTS }: Env, key: string, lines: string, digest: string): Promise<void> {
  await ARTEFACTS.put(key, lines, {
    sha256: digest,
    httpMetadata: { contentType: "application/x-ndjson" },
  });
  const kept = await ARTEFACTS.get(key);
  if (kept === null || (await sha256(await kept.text())) !== digest)
    throw new SignalboxError("unavailable", `${key} is not there as it was written`);
}
