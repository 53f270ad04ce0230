import { and, eq, inArray } from "drizzle-orm";
import { watchItems } from "../../../../db/schema.ts";
import type { WatchItem } from "../../../../domain/watch/watch-signal.ts";
import { asanaClient } from "../../../../integrations/asana/client.ts";
import type { Ground } from "../../../../spine/ground.ts";
import type { WatchRules } from "../../rules.ts";
import type { Health, SignalSource, SourceSession } from "../signal-source.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { type AsanaProject, fetchAsanaDelta, reconcileAsana } from "./fetch-delta.ts";

type Connection = NonNullable<WatchRules["asana"]>;

/** A project in Asana: its events, and once a day its tasks themselves, since events may get lost. */
export const asana: SignalSource<Connection> = {
  name: "asana",
  label: "Asana",
  connection: ({ asana: connection }) => connection ?? null,
  authenticate: async (ground, project, connection) => ({
    kind: "open",
    session: openProject(ground, project, connection),
  }),
};

function openProject(ground: Ground, project: string, { project: gid }: Connection): SourceSession {
  const client = asanaClient(ground);
  const look: AsanaProject = {
    client,
    project,
    gid,
    now: ground.now,
    known: async (keys) => knownItems(ground, project, keys),
  };
  let last: string | null = null;
  return {
    fetchDelta: async (checkpoint, since) => {
      const delta = await fetchAsanaDelta(look, checkpoint, since);
      if (delta.kind === "delta") last = delta.checkpoint;
      return delta;
    },
    reconcile: async (known) => reconcileAsana(look, known, readCheckpoint(last, gid)),
    healthCheck: async (): Promise<Health> => {
      const seen = await client.project(gid);
      return seen.kind === "answered"
        ? { ok: true, detail: `the project ${seen.value.name}` }
        : { ok: false, detail: `project ${gid}: ${seen.error}` };
    },
  };
}

async function knownItems(
  { db }: Ground,
  project: string,
  keys: readonly string[] | null,
): Promise<Map<string, WatchItem>> {
  const rows = await db
    .select({ item: watchItems.item })
    .from(watchItems)
    .where(
      and(
        eq(watchItems.project, project),
        eq(watchItems.source, "asana"),
        keys === null ? undefined : inArray(watchItems.key, [...keys]),
      ),
    );
  return new Map(rows.map(({ item }) => [item.key, item]));
}
