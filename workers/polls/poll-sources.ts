import { and, eq } from "drizzle-orm";
import { openPullRequests } from "../../shared/db/fixes.ts";
import { type PollRow, polls } from "../../shared/db/schema.ts";
import { stopAmong } from "../../shared/domain/stop.ts";
import { nextSourceState, type Turn } from "../../shared/domain/watch/next-source-state.ts";
import { freshSource } from "../../shared/domain/watch/source-state.ts";
import type { CallOutcome } from "../../shared/integrations/call.ts";
import { cut } from "../../shared/platform/cut.ts";
import { describeError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receiveRead } from "../../shared/spine/receive.ts";
import { record } from "../../shared/spine/record.ts";
import { openStops } from "../../shared/spine/stops.ts";
import type { Asking, News, Place, PollSource } from "./poll-source.ts";
import { pollRegistry } from "./registry.ts";

/** So many are asked in a minute at most; the others are next. */
const atOnce = 10;
const minuteMs = 60_000;
const longestError = 300;

type Due = Pick<PollSource, "service" | "ask"> & Place & { row: PollRow };

/**
 * Asks what is due for what its webhooks may have failed to tell: rarely, only where something can have news, and of two that do it
 * at once one. What is found are the webhooks' own signals; one in trouble keeps none of the others. Returns how many were asked.
 */
export async function pollSources(spine: Spine, sources = pollRegistry): Promise<number> {
  const { db, settings } = spine;
  const now = spine.now();
  const [fixes, rows, stops] = await db.batch([openPullRequests(db), db.select().from(polls), openStops(db)]);
  const known = new Map(rows.map((row) => [row.source, row]));
  const places = sources.flatMap((source) =>
    source.places({ settings, fixes }).map((place): Due => {
      const name = `${source.service}:${place.name}`;
      const fresh = { source: name, state: freshSource, dueAt: now, createdAt: now };
      return { ...source, ...place, row: known.get(name) ?? fresh };
    }),
  );
  const unknown = places.flatMap(({ row }) => (known.has(row.source) ? [] : [row]));
  if (unknown.length > 0) await db.insert(polls).values(unknown).onConflictDoNothing();
  const due = places
    .filter(
      ({ isOpen, row, service }) => isOpen && row.dueAt <= now && stopAmong(stops, { service }) === null,
    )
    .filter(({ row }) => (row.state.notBefore ?? 0) <= now)
    .toSorted((a, b) => a.row.dueAt - b.row.dueAt)
    .slice(0, atOnce);
  await Promise.all(
    due.map(async (one) => {
      const { state, createdAt } = one.row;
      await look(spine, one, { place: one.name, fixes, checkpoint: state.checkpoint, since: createdAt });
    }),
  );
  return due.length;
}

/** One look, and what has become of the source. */
async function look(spine: Spine, { ask, row }: Due, asking: Asking): Promise<void> {
  const { db } = spine;
  const { source, dueAt } = row;
  const mine = and(eq(polls.source, source), eq(polls.dueAt, dueAt));
  const next = spine.now() + spine.settings.RULES.pollMinutes * minuteMs;
  const claimed = await db.update(polls).set({ dueAt: next }).where(mine).returning({ source: polls.source });
  if (claimed.length === 0) return;
  const outcome = await asked(spine, ask, asking);
  if (outcome.kind === "not_applied" && outcome.from !== undefined) {
    // That a service is down is told by its door.
    await db
      .update(polls)
      .set({ dueAt: spine.now() + outcome.afterMs })
      .where(eq(polls.source, source));
    return;
  }
  if (outcome.kind !== "answered") log.warn("poll.failed", { code: source, reason: outcome.error });
  const { state, turn } = nextSourceState(
    row.state,
    outcome.kind === "answered"
      ? { kind: "answered", checkpoint: outcome.value.checkpoint, newest: null }
      : {
          kind: "failed",
          error: outcome.error,
          afterMs: outcome.kind === "not_applied" ? outcome.afterMs : null,
        },
    spine.now(),
  );
  const isMore = outcome.kind === "answered" && outcome.value.more;
  const written = db
    .update(polls)
    .set({ state, dueAt: isMore ? spine.now() : next })
    .where(eq(polls.source, source));
  if (turn === null) await written;
  else await record(spine, [turnFact(spine, source, turn, state.error)], [written]);
}

/** What was found is on record before anybody knows how far the look has come. Whatever goes wrong is a value. */
async function asked(spine: Spine, ask: PollSource["ask"], asking: Asking): Promise<CallOutcome<News>> {
  try {
    const outcome = await ask(spine, asking);
    if (outcome.kind === "answered" && outcome.value.read(spine.settings).length > 0)
      await receiveRead(spine, outcome.value.read);
    return outcome;
  } catch (error) {
    return { kind: "refused", error: describeError(error) };
  }
}

/** Told to the team once, and once more when it is over. */
function turnFact({ now }: Pick<Spine, "now">, source: string, turn: Turn, error: string | null) {
  const at = now();
  const isOver = turn === "recovered";
  const type = isOver ? "poll.recovered" : "poll.failing";
  const why = cut(redact(error ?? ""), longestError);
  const summary = isOver
    ? `${source} can be asked again for what its webhooks failed to tell`
    : `${source} can't be asked for what its webhooks may have failed to tell: ${why}`;
  return {
    id: `poll/${source}/${type}/${at}`,
    at,
    taskId: null,
    type,
    summary,
    data: { source, tell: true },
  } as const;
}
