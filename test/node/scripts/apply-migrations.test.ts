import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { applyMigrations } from "../../../scripts/stack/apply-migrations.ts";
import { localMiniflare } from "../../../scripts/stack/local-miniflare.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "signalbox-migrations-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("a migration is applied once, in its turn, as a whole or not at all, and is named when it fails", async () => {
  const miniflare = localMiniflare(join(folder, "state"), 0, {
    name: "small",
    modules: true,
    script: "",
    d1Databases: { DB: { id: "db" } },
  });
  try {
    const database = await miniflare.getD1Database("DB");
    const tables = async (): Promise<string[]> => {
      const { results } = await database
        .prepare("SELECT name FROM sqlite_master WHERE name IN ('a', 'b', 'c') ORDER BY name")
        .all<{ name: string }>();
      return results.map(({ name }) => name);
    };
    const migration = (name: string, ...statements: string[]): void =>
      writeFileSync(join(folder, name), statements.join("\n--> statement-breakpoint\n"));
    const apply = async (): Promise<void> => applyMigrations(database, folder, "d1_migrations");

    migration("0001_b.sql", "CREATE TABLE b (id INTEGER, a INTEGER);", "ALTER TABLE a ADD COLUMN b INTEGER;");
    migration("0000_a.sql", "CREATE TABLE a (id INTEGER);");
    await apply();
    await apply();
    expect(await tables()).toEqual(["a", "b"]);

    migration("0002_c.sql", "CREATE TABLE c (id INTEGER);", "ALTER TABLE nowhere ADD COLUMN c INTEGER;");
    await expect(apply()).rejects.toThrow("0002_c.sql");
    expect(await tables()).toEqual(["a", "b"]);

    migration("0002_c.sql", "CREATE TABLE c (id INTEGER);\nCREATE INDEX c_ids ON c (id);");
    await apply();
    expect(await tables()).toEqual(["a", "b", "c"]);
  } finally {
    await miniflare.dispose();
  }
}, 60_000);
