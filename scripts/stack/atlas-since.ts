import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceState } from "../../shared/domain/watch/source-state.ts";

const dayMs = 86_400_000;

/**
 * Puts the sandbox's project atlas on the watch's clock as if it had been there for three weeks: a new watch reads nothing
 * that was before it, and the story of atlas has dates of its own.
 * @param stateDir where the file of SQL may lie.
 */
export async function watchAtlasSince(
  stateDir: string,
  execute: (sqlFile: string) => Promise<void>,
  now: number = Date.now(),
): Promise<void> {
  const since = now - 22 * dayMs;
  // It has answered, and its place is lost: then it is read as far back as a lost place is.
  const source: SourceState = {
    checkpoint: null,
    okAt: since,
    watermark: since,
    movedAt: now,
    failures: 0,
    error: null,
    alarm: null,
    notBefore: null,
  };
  const keptOn = new Date(now - 2 * dayMs).toISOString().slice(0, 10);
  const file = join(stateDir, "atlas.sql");
  writeFileSync(
    file,
    `INSERT OR IGNORE INTO watches (project, due_at, sources, created_at, kept_on) VALUES ('atlas', ${now}, '${JSON.stringify({ jira: source, outlook: source, asana: { ...source, watermark: null } })}', ${now}, '${keptOn}');\n`,
    { mode: 0o600 },
  );
  await execute(file);
}
