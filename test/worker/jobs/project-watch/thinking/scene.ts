import { introspectWorkflowInstance } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import {
  signals,
  tasks,
  watchCycles,
  watches,
  watchItems,
  watchProposals,
  watchSignals,
} from "../../../../../shared/db/schema.ts";
import { isFinal } from "../../../../../shared/domain/task-status.ts";
import type { WatchItem, WatchSignal } from "../../../../../shared/domain/watch/watch-signal.ts";
import { projectWatch } from "../../../../../shared/jobs/project-watch/job.ts";
import { type WatchCycle, watchCycleKind } from "../../../../../shared/jobs/project-watch/signals.ts";
import { readArtefact } from "../../../../../shared/spine/artefacts/read-artefact.ts";
import { receive } from "../../../../../shared/spine/receive.ts";
import { taskIdOf } from "../../../../../shared/spine/jobs.ts";
import { spine } from "../../../support/spine.ts";
import { fed, watchSignal } from "../../../support/watch.ts";

export const project = "atlas";

/** A mail to the project's mailbox, from somebody of the client unless said otherwise. */
export function mail(text: string, over: Partial<WatchSignal> = {}): WatchSignal {
  const id = `watch:${project}:outlook:${crypto.randomUUID()}`;
  return watchSignal({
    id,
    project,
    source: "outlook",
    type: "mail_received",
    item: `conversation-${id.slice(-8)}`,
    title: "About the project",
    text,
    author: { name: "Tom Brandt", address: "tom.brandt@nordlicht.example" },
    provenance: "external",
    ...over,
  });
}

export function ticket(key: string, over: Partial<WatchItem> = {}): WatchItem {
  return {
    source: "jira",
    key,
    nativeId: key,
    title: `The ticket ${key}`,
    status: "In Progress",
    phase: "in_progress",
    blocked: false,
    type: "Task",
    assignee: null,
    priority: null,
    sprint: null,
    due: null,
    points: null,
    url: `https://jira.signalbox.example/browse/${key}`,
    updatedAt: Date.now(),
    removed: false,
    ...over,
  };
}

export async function onBoard(...items: WatchItem[]): Promise<void> {
  for (const item of items)
    await spine.db
      .insert(watchItems)
      .values({ project, source: item.source, key: item.key, item, updatedAt: item.updatedAt })
      .onConflictDoUpdate({ target: [watchItems.project, watchItems.source, watchItems.key], set: { item } });
}

/** Signals that wait for a cycle. */
export async function waiting(...all: WatchSignal[]): Promise<string[]> {
  return Promise.all(
    all.map(async (signal) => fed(signal, { state: "new", importance: null, category: null })),
  );
}

/** The id of the task of a new cycle, whose pauses are skipped. */
export async function beginCycle(
  over: Partial<WatchCycle> = {},
  introspect?: (m: Modifier) => Promise<void>,
) {
  const slot = String(Date.now()) + String(Math.floor(Math.random() * 1000));
  const id = `watch:${project}:cycle:${slot}`;
  const taskId = await taskIdOf(id, projectWatch);
  const instance = await introspectWorkflowInstance(env.PROJECT_WATCH, taskId);
  await instance.modify(async (m) => {
    await m.disableSleeps();
    await m.disableRetryDelays();
    await introspect?.(m);
  });
  await spine.db
    .insert(watches)
    .values({ project, dueAt: Date.now() + 3_600_000, createdAt: Date.now() })
    .onConflictDoUpdate({ target: watches.project, set: { taskId: null } });
  const body: WatchCycle = {
    type: "watch_cycle",
    project,
    slot,
    housekeeping: null,
    rehearsal: false,
    ...over,
  };
  await receive(spine, { id, kind: watchCycleKind, provenance: "internal", body, dropReason: null });
  return { taskId, instance };
}

type Modifier = Parameters<
  Parameters<Awaited<ReturnType<typeof introspectWorkflowInstance>>["modify"]>[0]
>[0];

/** Runs a cycle to its end. */
export async function cycle(
  over: Partial<WatchCycle> = {},
  introspect?: (m: Modifier) => Promise<void>,
): Promise<string> {
  const { taskId } = await beginCycle(over, introspect);
  await ended(taskId);
  return taskId;
}

export async function ended(taskId: string) {
  return vi.waitFor(
    async () => {
      const task = await spine.db.select().from(tasks).where(eq(tasks.id, taskId)).get();
      if (task === undefined || !isFinal(task.status)) throw new Error(`${taskId} is ${task?.status}`);
      return task;
    },
    { timeout: 25_000, interval: 50 },
  );
}

export async function rowOf(id: string) {
  const row = await spine.db.select().from(watchSignals).where(eq(watchSignals.id, id)).get();
  if (row === undefined) throw new Error(`no signal ${id}`);
  return row;
}

export async function cycleRow(taskId: string) {
  return spine.db.select().from(watchCycles).where(eq(watchCycles.taskId, taskId)).get();
}

export async function proposalsOf(taskId: string) {
  return spine.db
    .select()
    .from(watchProposals)
    .where(eq(watchProposals.taskId, taskId))
    .orderBy(watchProposals.id);
}

/** Errands that were begun, by what they carry. */
export async function errandsOf(taskId: string) {
  const all = await spine.db.select().from(signals).where(eq(signals.kind, "task.action"));
  return all.filter(({ id }) => id.startsWith(`task:${taskId}:`));
}

export async function entriesOf(kind: "raid_log" | "delivery_state" | "decision_log" | "backlog_summary") {
  return (await readArtefact(spine.db, project, kind)).entries;
}
