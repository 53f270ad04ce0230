import { eq } from "drizzle-orm";
import { watchSignals } from "../../../db/schema.ts";
import type { Spine } from "../../../spine/context.ts";

/** D1 holds 10 GB; from here on it is time to keep less. */
export const databaseBytes = 8_000_000_000;
/** So many signals of one project are more than lists and counts of it stay quick with. */
export const projectRows = 200_000;

export interface Storage {
  /** Signals that are kept of the project. */
  rows: number;
  /** What the whole database takes. */
  bytes: number;
  /** What is too much, in words; null: nothing. */
  warning: string | null;
}

/** What a project takes, and all of it together. */
export async function storageOf({ db, env }: Pick<Spine, "db" | "env">, project: string): Promise<Storage> {
  const [rows, { meta }] = await Promise.all([
    db.$count(watchSignals, eq(watchSignals.project, project)),
    env.DB.prepare("SELECT 1").run(),
  ]);
  const bytes = meta.size_after;
  return { rows, bytes, warning: warningOf(project, rows, bytes) };
}

/** What is too much, in words; null: nothing. */
export async function storageWarning(
  spine: Pick<Spine, "db" | "env">,
  project: string,
): Promise<string | null> {
  return (await storageOf(spine, project)).warning;
}

export function warningOf(project: string, rows: number, bytes: number): string | null {
  if (bytes >= databaseBytes)
    return `the database has ${gigabytes(bytes)} of at most 10 GB: keep records for fewer days`;
  return rows >= projectRows
    ? `${project} keeps ${rows} signals: fewer days of retention would make it quicker`
    : null;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
