import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { watches, watchSignals } from "../../../../../shared/db/schema.ts";
import {
  type WatchItem,
  type WatchSignal,
  watchSignalId,
  type WatchSource,
} from "../../../../../shared/domain/watch/watch-signal.ts";
import { configuredSpine } from "../../../../../shared/jobs/open-spine.ts";
import type { Answered, Patience } from "../../../../../shared/jobs/project-watch/cycle/ask-source.ts";
import { lookForChanges } from "../../../../../shared/jobs/project-watch/cycle/look-for-changes.ts";
import type {
  Delta,
  Health,
  SealedSource,
} from "../../../../../shared/jobs/project-watch/sources/signal-source.ts";
import type { Overrides, Spine } from "../../../../../shared/spine/context.ts";
import { unique } from "../../../support/spine.ts";

/** No waiting between tries. */
export const hasty: Patience = { timeoutMs: 2000, tries: 3, betweenMs: 1 };

/** A queue that keeps what it is sent. */
export function keptQueue() {
  const sent: { body: unknown; delaySeconds: number }[] = [];
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  const queue: Queue = {
    metrics: async () => metadata.metrics,
    send: async (body, options) => {
      sent.push({ body, delaySeconds: options?.delaySeconds ?? 0 });
      return { metadata };
    },
    sendBatch: async (messages) => {
      for (const { body, delaySeconds } of messages) sent.push({ body, delaySeconds: delaySeconds ?? 0 });
      return { metadata };
    },
  };
  return { queue, sent };
}

export interface Scene {
  project: string;
  spine: Spine;
  /** What was put on the queue of cycles that have something to do. */
  begun: { body: unknown }[];
}

/** A watched project of its own whose cycles begin no task: what is enqueued stays where it is. */
export async function aWatch(
  rules: object = {},
  { row = {}, ...over }: Overrides & { row?: Partial<typeof watches.$inferInsert> } = {},
  database: D1Database = env.DB,
): Promise<Scene> {
  const project = unique("watched");
  const { queue, sent } = keptQueue();
  const watched = { jira: { project: "ATL" }, timeZone: "UTC", ...rules };
  const own = { ...JSON.parse(env.RULES), projectWatch: { [project]: watched } };
  const spine = configuredSpine(
    { ...env, DB: database, RULES: JSON.stringify(own), PLANNING_TASKS: queue },
    over,
  );
  const now = spine.now();
  await spine.db.insert(watches).values({
    project,
    dueAt: now,
    createdAt: now,
    keptOn: new Date(now).toISOString().slice(0, 10),
    ...row,
  });
  return { project, spine, begun: sent };
}

/** A source that answers what a test says. */
export function aSource(
  name: WatchSource,
  fetchDelta: (checkpoint: string | null, since: number) => Promise<Delta> | Delta,
  healthCheck: () => Health = () => ({ ok: true, detail: "" }),
  reconcile?: (known: readonly WatchItem[]) => Delta,
): SealedSource & { asked: (string | null)[] } {
  const asked: (string | null)[] = [];
  return {
    asked,
    name,
    label: name,
    isUsed: (rules) => name !== "github" && rules[name] !== undefined,
    open: async () => ({
      kind: "open",
      session: {
        fetchDelta: async (checkpoint, since) => {
          asked.push(checkpoint);
          return fetchDelta(checkpoint, since);
        },
        healthCheck: async () => healthCheck(),
        ...(reconcile && { reconcile: async (known: readonly WatchItem[]) => reconcile(known) }),
      },
    }),
  };
}

export function delta(signals: WatchSignal[], checkpoint = "next", over: Partial<Answered> = {}): Delta {
  return { kind: "delta", signals, items: [], checkpoint, more: false, note: null, ...over };
}

export function aSignal(project: string, native: string, over: Partial<WatchSignal> = {}): WatchSignal {
  return {
    id: watchSignalId(project, "jira", native),
    project,
    source: "jira",
    type: "ticket_status",
    item: "ATL-1",
    at: Date.now(),
    title: `ATL-1 has moved (${native})`,
    text: null,
    author: { name: "Priya", address: null },
    to: [],
    attachments: [],
    url: null,
    provenance: "internal",
    detail: {},
    ...over,
  };
}

export function anItem(over: Partial<WatchItem> = {}): WatchItem {
  return {
    source: "jira",
    key: "ATL-1",
    nativeId: "10001",
    title: "A ticket",
    status: "To Do",
    phase: "to_do",
    blocked: false,
    type: "Task",
    assignee: null,
    priority: null,
    sprint: null,
    due: null,
    points: null,
    url: null,
    updatedAt: Date.now(),
    removed: false,
    ...over,
  };
}

/** Looks at a scene's project. Each look has a slot of its own. */
export async function look(
  scene: Scene,
  sources: readonly SealedSource[],
  slot = nextSlot(),
  spine = scene.spine,
) {
  return lookForChanges(spine, { project: scene.project, slot }, { sources, how: hasty });
}

let slots = Date.now();
export function nextSlot(): number {
  return slots++;
}

export async function watchOf({ spine, project }: Scene) {
  const row = await spine.db.select().from(watches).where(eq(watches.project, project)).get();
  if (!row) throw new Error(`${project} is not on the clock`);
  return row;
}

export async function feedOf({ spine, project }: Scene) {
  return spine.db
    .select()
    .from(watchSignals)
    .where(eq(watchSignals.project, project))
    .orderBy(watchSignals.id);
}
