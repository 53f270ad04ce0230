import type { WatchItem, WatchSignal } from "../../../../domain/watch/watch-signal.ts";
import type { WireEvent, WireTask } from "../../../../integrations/asana/schema.ts";
import type { CallOutcome } from "../../../../integrations/call.ts";
import type { Delta } from "../signal-source.ts";
import { type AsanaCheckpoint, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { changesBetween } from "./compare.ts";
import { itemOf } from "./item.ts";
import { type AsanaLook, lookAtTask } from "./look-at-task.ts";

export interface AsanaProject extends AsanaLook {
  /** Tasks as we know them: these, or with null all of the project. */
  known: (keys: readonly string[] | null) => Promise<ReadonlyMap<string, WatchItem>>;
}

type Failed = Extract<Delta, { kind: "failed" }>;
type Looked = Extract<Delta, { kind: "delta" | "failed" }>;

/** Tasks of one look, each with its own calls. The next look goes on with the others. */
const tasksALook = 40;
const eventPages = 10;
/** Twice the time from one comparison to the next. */
const recentMs = 2 * 24 * 60 * 60_000;
const expired = "the sync token had expired: the tasks were compared";

/** What has happened in a project since a checkpoint: its events say to which tasks. */
export async function fetchAsanaDelta(
  project: AsanaProject,
  checkpoint: string | null,
  since: number,
): Promise<Looked> {
  const before = readCheckpoint(checkpoint, project.gid);
  const changed = new Set(before?.pending);
  let sync = before?.sync ?? null;
  for (let pages = 0; ; pages++) {
    const got = await project.client.events(project.gid, sync);
    if (got.kind !== "answered") return failed(got);
    ({ sync } = got.value);
    if (got.value.kind === "expired") {
      const next = { project: project.gid, sync, since: before?.since ?? since, pending: [...changed] };
      const known = before === null ? new Map<string, WatchItem>() : await project.known(null);
      return lookAround(project, known, next, before === null ? null : expired);
    }
    for (const event of got.value.events) for (const gid of tasksIn(event)) changed.add(gid);
    if (!got.value.more || pages >= eventPages) break;
  }
  const next = { project: project.gid, sync, since: before?.since ?? since, pending: [...changed] };
  return lookAtPending(project, next, { tasks: new Map(), known: null, note: null });
}

/** Compares a project's tasks with what is known of them, and tells what was missed. From then on events count anew. */
export async function reconcileAsana(
  project: AsanaProject,
  items: readonly WatchItem[],
  last: AsanaCheckpoint | null,
): Promise<Looked> {
  // Before the tasks are read: what happens meanwhile is among the events.
  const got = await project.client.events(project.gid, null);
  if (got.kind !== "answered") return failed(got);
  const { sync } = got.value;
  const since = last?.since ?? project.now() - recentMs;
  const known = new Map(items.filter(({ source }) => source === "asana").map((one) => [one.key, one]));
  return lookAround(
    project,
    known,
    { project: project.gid, sync, since, pending: last?.pending ?? [] },
    null,
  );
}

async function lookAround(
  project: AsanaProject,
  known: ReadonlyMap<string, WatchItem>,
  checkpoint: AsanaCheckpoint,
  note: string | null,
): Promise<Looked> {
  // What has long been done, and was never known, is nobody's concern.
  const from = known.size === 0 ? checkpoint.since : project.now() - recentMs;
  const listed = await project.client.tasks(project.gid, from);
  if (listed.kind !== "answered") return failed(listed);
  const tasks = new Map(listed.value.map((task) => [task.gid, task]));
  const isOld = (task: WireTask): boolean => {
    const one = known.get(task.gid);
    if (one === undefined) return task.modified_at <= checkpoint.since;
    return task.modified_at <= one.updatedAt && changesBetween(one, itemOf(task, project.gid)).length === 0;
  };
  const [old, fresh] = [listed.value.filter(isOld), listed.value.filter((task) => !isOld(task))];
  const items = old.filter(({ gid }) => !known.has(gid)).map((task) => itemOf(task, project.gid));
  const missing = [...known.values()].filter(
    ({ key, removed, phase }) => !removed && phase !== "done" && !tasks.has(key),
  );
  const pending = new Set([
    ...checkpoint.pending,
    ...fresh.map(({ gid }) => gid),
    ...missing.map(({ key }) => key),
  ]);
  const looked = await lookAtPending(
    project,
    { ...checkpoint, pending: [...pending] },
    { tasks, known, note },
  );
  return looked.kind === "delta" ? { ...looked, items: [...items, ...looked.items] } : looked;
}

/** What was read already: tasks, and what is known of them (null: that is still to be read). */
interface Seen {
  tasks: ReadonlyMap<string, WireTask>;
  known: ReadonlyMap<string, WatchItem> | null;
  note: string | null;
}

/** Looks at tasks that are still to be looked at, as many as one look may. */
async function lookAtPending(
  project: AsanaProject,
  { pending, ...rest }: AsanaCheckpoint,
  { tasks, known, note }: Seen,
): Promise<Looked> {
  const keys = pending.slice(0, tasksALook);
  const items: WatchItem[] = [];
  const before = known ?? (keys.length === 0 ? new Map<string, WatchItem>() : await project.known(keys));
  const signals: WatchSignal[] = [];
  for (const key of keys) {
    const task = tasks.has(key)
      ? ({ kind: "answered", value: tasks.get(key) ?? null } as const)
      : await project.client.task(key);
    if (task.kind !== "answered") return failed(task);
    const seen = await lookAtTask(project, task.value, before.get(key) ?? null, rest.since);
    if (seen.kind !== "answered") return failed(seen);
    signals.push(...seen.value.signals);
    if (seen.value.item !== null) items.push(seen.value.item);
  }
  const left = pending.slice(tasksALook);
  return {
    kind: "delta",
    signals: signals.toSorted((a, b) => a.at - b.at),
    items,
    checkpoint: writeCheckpoint({ ...rest, pending: left }),
    more: left.length > 0,
    note,
  };
}

/** The tasks that an event is about: its own, or the one that it happened to. */
function tasksIn({ resource, parent }: WireEvent): string[] {
  return [resource, parent].flatMap((one) => (one?.resource_type === "task" ? [one.gid] : []));
}

function failed(outcome: Exclude<CallOutcome<unknown>, { kind: "answered" }>): Failed {
  return {
    kind: "failed",
    error: outcome.error,
    afterMs: outcome.kind === "not_applied" ? outcome.afterMs : null,
  };
}
