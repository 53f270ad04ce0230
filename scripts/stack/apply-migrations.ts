import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Miniflare } from "miniflare";

const between = "--> statement-breakpoint";

/**
 * Applies the migrations that a database doesn't have yet, each as a whole or not at all, in the order of their names. It keeps
 * the same list of them as `wrangler d1 migrations apply`, so either goes on where the other has stopped.
 * @param folder of drizzle's files.
 */
export async function applyMigrations(
  database: Awaited<ReturnType<Miniflare["getD1Database"]>>,
  folder: string,
  table: string,
): Promise<void> {
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS "${table}" (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await database.prepare(`SELECT name FROM "${table}"`).all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql") && !applied.has(name));
  for (const name of files.toSorted()) {
    const statements = readFileSync(join(folder, name), "utf8").split(between);
    try {
      await database.batch([
        ...statements.map((statement) => database.prepare(statement)),
        database.prepare(`INSERT INTO "${table}" (name) VALUES (?)`).bind(name),
      ]);
    } catch (error) {
      throw new Error(`migration ${name}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
}
