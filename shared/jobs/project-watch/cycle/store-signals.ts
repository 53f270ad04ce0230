import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { insertFrom } from "../../../db/insert-where.ts";
import { chunks, column, each, jsonColumn } from "../../../db/json-rows.ts";
import type { Statement } from "../../../db/ledger.ts";
import { signalAnswers, signals, watchItems, watchSignals } from "../../../db/schema.ts";
import type { WatchItem, WatchSignal } from "../../../domain/watch/watch-signal.ts";
import type { Spine } from "../../../spine/context.ts";
import { projectWatchName } from "../name.ts";
import { watchHeardKind, type WatchHeard } from "../signals.ts";

/**
 * The statements that put signals on a project's feed where they aren't yet, for one atomic batch. Those that a door has
 * recorded and that still wait on the queue are left to it.
 */
export function feedStatements(
  { db }: Spine,
  heard: readonly WatchSignal[],
  at: number,
  guard: SQL,
): Statement[] {
  return chunks(heard.map((signal) => feedRow(signal))).map((json) => {
    const underWay = and(eq(signals.id, column("id")), inArray(signals.status, ["received", "queued"]));
    return insertFrom(
      db,
      watchSignals,
      {
        id: column("id"),
        project: column("project"),
        source: column("source"),
        type: column("type"),
        item: column("item"),
        title: column("title"),
        author: column("author"),
        url: column("url"),
        provenance: column("provenance"),
        at: column("at"),
        receivedAt: at,
      },
      sql`${each(json)} WHERE ${guard} AND NOT EXISTS (SELECT 1 FROM ${signals} WHERE ${underWay})`,
    ).onConflictDoNothing();
  });
}

/** The statement that puts a signal on the feed which a door has heard and which is recorded already. */
export function heardStatements({ db }: Spine, heard: WatchSignal, receivedAt: number): Statement[] {
  return [
    db
      .insert(watchSignals)
      .values({ ...feedRow(heard), receivedAt })
      .onConflictDoNothing(),
  ];
}

/** The statements that record signals which a source has told, with their words, as dealt with. After those of the feed. */
export function wordsStatements(
  { db }: Spine,
  told: readonly WatchSignal[],
  at: number,
  guard: SQL,
): Statement[] {
  const rows = told.map((signal) => {
    const body: WatchHeard = { type: "watch", signal, item: null };
    return { id: signal.id, provenance: signal.provenance, body };
  });
  return chunks(rows).flatMap((json) => [
    insertFrom(
      db,
      signals,
      {
        id: column("id"),
        kind: watchHeardKind,
        provenance: column("provenance"),
        status: "handled",
        body: jsonColumn("body"),
        receivedAt: at,
      },
      sql`${each(json)} WHERE ${guard}`,
    ).onConflictDoNothing(),
    insertFrom(
      db,
      signalAnswers,
      { signalId: column("id"), job: projectWatchName, answer: "took", at },
      sql`${each(json)} WHERE ${guard} AND EXISTS (SELECT 1 FROM ${signals} WHERE ${and(eq(signals.id, column("id")), eq(signals.status, "handled"))})`,
    ).onConflictDoNothing(),
  ]);
}

/** The statements that keep a project's tickets as they are now; what is older than what is known changes nothing. */
export function itemStatements(
  { db }: Spine,
  project: string,
  items: readonly WatchItem[],
  guard: SQL,
): Statement[] {
  return chunks(items).map((json) =>
    insertFrom(
      db,
      watchItems,
      {
        project,
        source: column("source"),
        key: column("key"),
        item: sql`one.value`,
        updatedAt: column("updatedAt"),
      },
      sql`${each(json)} WHERE ${guard}`,
    ).onConflictDoUpdate({
      target: [watchItems.project, watchItems.source, watchItems.key],
      set: { item: sql`excluded.item`, updatedAt: sql`excluded.updated_at` },
      setWhere: sql`excluded.updated_at >= ${watchItems.updatedAt}`,
    }),
  );
}

function feedRow({ id, project, source, type, item, title, author, url, provenance, at }: WatchSignal) {
  return { id, project, source, type, item, title, author: author.name, url, provenance, at };
}
