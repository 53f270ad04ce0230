import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { applyMigrations } from "./apply-migrations.ts";
import { localMiniflare, optionsIn } from "./local-miniflare.ts";

/**
 * Brings the databases of a state folder up to date, or runs a file of SQL in one of them. All in one workerd: `wrangler d1` starts
 * one for each migration.
 */
const { values } = parseArgs({
  options: {
    bundle: { type: "string" },
    "persist-to": { type: "string" },
    database: { type: "string" },
    file: { type: "string" },
  },
});
const { bundle, "persist-to": persist, database, file } = values;
if (bundle === undefined || persist === undefined || (file === undefined) !== (database === undefined))
  throw new Error(
    "usage: prepare-database.ts --bundle FOLDER --persist-to FOLDER [--database BINDING --file SQL]",
  );

const { worker, migrations } = optionsIn(bundle);
const { name, d1Databases } = worker;
const miniflare = localMiniflare(persist, 0, { name, d1Databases, modules: true, script: "" });
try {
  if (database === undefined || file === undefined)
    for (const [binding, { folder, table }] of Object.entries(migrations))
      await applyMigrations(await miniflare.getD1Database(binding), folder, table);
  else {
    const d1 = await miniflare.getD1Database(database);
    for (const statement of statementsOf(readFileSync(file, "utf8"))) await d1.prepare(statement).run();
  }
} finally {
  await miniflare.dispose();
}

/** A statement ends where a line ends in a semicolon. */
function statementsOf(sql: string): string[] {
  return sql.split(/;[ \t]*(?:\n|$)/).filter((one) => one.trim() !== "");
}
