import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { watches } from "../../../shared/db/schema.ts";
import { type WatchSignal, watchSignalId } from "../../../shared/domain/watch/watch-signal.ts";
import { patience } from "../../../shared/jobs/project-watch/cycle/ask-source.ts";
import { forgetWatches } from "../../../shared/jobs/project-watch/cycle/ensure-watches.ts";
import { lookForChanges } from "../../../shared/jobs/project-watch/cycle/look-for-changes.ts";
import { watchMessage } from "../../../shared/jobs/project-watch/cycle/message.ts";
import { startDueCycles } from "../../../shared/jobs/project-watch/cycle/start-due-cycles.ts";
import type { SealedSource } from "../../../shared/jobs/project-watch/sources/signal-source.ts";
import { configuredSpine, openSpine } from "../../../shared/jobs/open-spine.ts";
import { forgetSettings } from "../../../shared/spine/live-settings.ts";
import { countedDatabase } from "../../support/counted-database.ts";
import type { DueAnswer, LookAnswer } from "./watch-answers.ts";

/*
 * The watch's cycle, measured where it runs: the real looks and the real clock on the real D1 and queues. Only the
 * services that are asked are played, in the same process, so that what is measured is ours.
 */

const question = z.discriminatedUnion("what", [
  z.object({ what: z.literal("look"), project: z.string(), changes: z.number() }),
  z.object({ what: z.literal("due"), projects: z.number() }),
]);

const minuteMs = 60_000;
const longestMinutes = 60;

/** Answers `POST /_bench/watch`. */
export async function measureWatch(request: Request, env: Env): Promise<Response> {
  const asked = question.parse(await request.json());
  return Response.json(asked.what === "look" ? await oneLook(env, asked) : await allDue(env, asked.projects));
}

async function oneLook(
  env: Env,
  { project, changes }: { project: string; changes: number },
): Promise<LookAnswer> {
  const { database, rows } = countedDatabase(env.DB);
  await configuredSpine(env)
    .db.insert(watches)
    .values({ project, dueAt: Date.now() + 1440 * minuteMs, createdAt: Date.now() })
    .onConflictDoNothing();
  const source = playedSource(project, changes);
  // As the consumer does it at its first message: the settings are read too.
  forgetSettings();
  const startedAt = Date.now();
  const spine = await openSpine({ ...env, DB: database });
  const looked = await lookForChanges(
    spine,
    { project, slot: startedAt },
    { sources: [source], how: patience },
  );
  if (looked.kind === "skipped") throw new Error(looked.reason);
  return {
    startedAt,
    ms: Date.now() - startedAt,
    rows: rows.read + rows.written,
    calls: source.calls,
    began: looked.began,
  };
}

/** A service that tells of so many changes at once, and afterwards of nothing. */
function playedSource(project: string, changes: number): SealedSource & { calls: number } {
  const at = Date.now();
  const source = {
    calls: 0,
    name: "jira",
    label: "Jira",
    isUsed: () => true,
    open: async () => ({
      kind: "open",
      session: {
        fetchDelta: async () => {
          source.calls++;
          const signals = Array.from({ length: changes }, (_, n) => change(project, at, n));
          return { kind: "delta", signals, items: [], checkpoint: String(at), more: false, note: null };
        },
        healthCheck: async () => ({ ok: true, detail: "" }),
      },
    }),
  } satisfies SealedSource & { calls: number };
  return source;
}

function change(project: string, at: number, n: number): WatchSignal {
  return {
    id: watchSignalId(project, "jira", `${at}-${n}`),
    project,
    source: "jira",
    type: "ticket_comment",
    item: `ATL-${n % 40}`,
    at,
    title: `ATL-${n % 40}: a comment`,
    text: "The supplier says that the parts come a week later than agreed. ".repeat(8),
    author: { name: "Priya", address: null },
    to: [],
    attachments: [],
    url: null,
    provenance: "internal",
    detail: {},
  };
}

/** Projects that are due all at once, begun by the minute's duty on a clock of its own; what it enqueues is kept. */
async function allDue(env: Env, count: number): Promise<DueAnswer> {
  const names = Array.from({ length: count }, (_, n) => `due-${n}`);
  const projectWatch = Object.fromEntries(names.map((name) => [name, {}]));
  const sent: { body: unknown; at: number }[] = [];
  const clock = { now: Date.now() };
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  const queue: Queue = {
    metrics: async () => metadata.metrics,
    send: async () => ({ metadata }),
    sendBatch: async (messages) => {
      for (const { body, delaySeconds = 0 } of messages)
        sent.push({ body, at: clock.now + delaySeconds * 1000 });
      return { metadata };
    },
  };
  const spine = configuredSpine(
    { ...env, WATCH_CYCLES: queue, RULES: JSON.stringify({ projectWatch }) },
    { now: () => clock.now },
  );
  const due = sqlNames(names);
  try {
    forgetWatches();
    await startDueCycles(spine);
    const dueAt = clock.now;
    await spine.db.update(watches).set({ dueAt }).where(due);
    sent.length = 0;
    const times: number[] = [];
    const begun = new Set<string>();
    while (begun.size < count && times.length < longestMinutes) {
      const before = Date.now();
      await startDueCycles(spine);
      times.push(Date.now() - before);
      for (const { body } of sent) begun.add(watchMessage.parse(body).project);
      clock.now += minuteMs;
    }
    const bySecond = Map.groupBy(sent, ({ at }) => Math.floor(at / 1000));
    return {
      projects: count,
      begun: begun.size,
      minutes: times.length,
      lastStartSeconds: (sent.reduce((last, { at }) => Math.max(last, at), dueAt) - dueAt) / 1000,
      mostASecond: Math.max(0, ...[...bySecond.values()].map((some) => some.length)),
      dutyMs: Math.max(...times),
    };
  } finally {
    await spine.db.delete(watches).where(due);
    forgetWatches();
  }
}

function sqlNames(names: readonly string[]) {
  return inArray(watches.project, sql`(SELECT value FROM json_each(${JSON.stringify(names)}))`);
}
