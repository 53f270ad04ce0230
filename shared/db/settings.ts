import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { type LiveSetting, liveSettings } from "../domain/live-settings.ts";
import type { Database } from "./database.ts";
import type { Statement } from "./ledger.ts";
import { insertWhere } from "./insert-where.ts";
import { settingsChanges } from "./schema.ts";

export type ChangeRow = typeof settingsChanges.$inferSelect;

/** The newest change of each setting that has ever been changed: a row for each, found along the index. */
export async function newestChanges(db: Database): Promise<ChangeRow[]> {
  const newest = (name: LiveSetting) => {
    const one = db
      .select()
      .from(settingsChanges)
      .where(eq(settingsChanges.name, name))
      .orderBy(desc(settingsChanges.seq))
      .limit(1)
      .as(name);
    return db.select().from(one);
  };
  const [people, ...others] = liveSettings;
  const [rules, ...rest] = others;
  return unionAll(newest(people), newest(rules), ...rest.map(newest));
}

export interface NewChange {
  name: LiveSetting;
  /** JSON; null: the configuration's own again. */
  value: string | null;
  by: string;
  at: number;
}

/** The number of the newest change of all; 0: there is none. An expression. */
export const newestChange = sql<number>`(SELECT coalesce(max(seq), 0) FROM ${settingsChanges})`;

/** The same, asked for alone. */
export async function newestChangeNow(db: Database): Promise<number> {
  return (
    (
      await db
        .select({ newest: newestChange })
        .from(sql`(SELECT 1)`)
        .get()
    )?.newest ?? 0
  );
}

/** Writes a change if nothing, of any setting, has changed since `latest`: of two people at once, one gets through. */
export function insertChange(db: Database, { name, value, by, at }: NewChange, latest: number): Statement {
  const unchanged = sql`${newestChange} = ${latest}`;
  return insertWhere(db, settingsChanges, { name, value, by, at }, unchanged).returning({
    seq: settingsChanges.seq,
  });
}

/** Holds where that very change has been written. */
export function isWritten({ name, value, by, at }: NewChange, latest: number): SQL {
  const same = and(
    eq(settingsChanges.name, name),
    gt(settingsChanges.seq, latest),
    eq(settingsChanges.by, by),
    eq(settingsChanges.at, at),
    sql`${settingsChanges.value} IS ${value}`,
  );
  return sql`EXISTS (SELECT 1 FROM ${settingsChanges} WHERE ${same})`;
}
