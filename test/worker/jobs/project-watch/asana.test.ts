import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { watchItems } from "../../../../shared/db/schema.ts";
import type { WatchItem, WatchSignal } from "../../../../shared/domain/watch/watch-signal.ts";
import { configuredSpine } from "../../../../shared/jobs/open-spine.ts";
import { watchRules } from "../../../../shared/jobs/project-watch/rules.ts";
import { asana } from "../../../../shared/jobs/project-watch/sources/asana/source.ts";
import {
  type Delta,
  sealSource,
  type SourceSession,
} from "../../../../shared/jobs/project-watch/sources/signal-source.ts";
import { faults, sandbox } from "../../support/slack.ts";
import { unique } from "../../support/spine.ts";

const day = 24 * 3_600_000;
const spine = configuredSpine(env);
const known = new Map<string, WatchItem>();
let project: string;
let clock: number;

beforeEach(async () => {
  project = unique("p");
  known.clear();
  clock = Date.now() - day;
  await sandbox("/asana/_sandbox/reset", {});
});

/** Things that people do, a minute apart. */
const play = async (...steps: object[]): Promise<string[]> => {
  const timed = steps.map((step) => ({ at: (clock += 60_000), ...step }));
  return (await sandbox<{ tasks: string[] }>("/asana/_/play", { steps: timed })).tasks;
};

async function session(): Promise<SourceSession> {
  const rules = watchRules.parse({ asana: { project: "1200000000000001" } });
  const opened = await sealSource(asana).open(spine, project, rules);
  if (opened.kind === "failed") throw new Error(opened.error);
  return opened.session;
}

/** Keeps what a look has told, as a cycle does. */
async function kept(delta: Delta) {
  if (delta.kind === "failed") throw new Error(delta.error);
  for (const item of delta.items) {
    known.set(item.key, item);
    const row = { project, source: "asana" as const, key: item.key, item, updatedAt: item.updatedAt };
    const target = [watchItems.project, watchItems.source, watchItems.key];
    await spine.db.insert(watchItems).values(row).onConflictDoUpdate({ target, set: row });
  }
  return delta;
}

const look = async (checkpoint: string | null) =>
  kept(await (await session()).fetchDelta(checkpoint, Date.now() - 30 * day));

async function reconcile() {
  const compared = await (await session()).reconcile?.([...known.values()]);
  if (compared === undefined) throw new Error("Asana's events may get lost");
  return kept(compared);
}

const told = ({ signals }: { signals: WatchSignal[] }) =>
  signals.map(({ type, title }) => `${type} ${title}`);

describe("a project in Asana", () => {
  it("is read back at first, tells of each change once, and is asked once when nothing has happened", async () => {
    await play(
      { do: "create", name: "Old", at: Date.now() - 60 * day },
      { do: "create", name: "Ship", notes: "All of it." },
    );
    const first = await look(null);
    expect(told(first)).toEqual(["ticket_created Ship: created"]);
    expect(first.signals[0]).toMatchObject({ text: "All of it.", provenance: "internal" });
    expect(first.items.map(({ title }) => title).toSorted()).toEqual(["Old", "Ship"]);

    await play(
      { do: "move", task: "Ship", section: "In progress", by: "lena" },
      { do: "comment", task: "Ship", text: "It waits for us.", by: "carla" },
      { do: "move", task: "Old", section: "Blocked" },
      { do: "change", task: "Ship", due: "2026-12-24" },
    );
    const second = await look(first.checkpoint);
    expect(told(second)).toEqual([
      "ticket_status Ship: status from To do to In progress",
      "ticket_comment Ship: comment",
      "ticket_blocked Old: status from To do to Blocked",
      "ticket_due Ship: due from none to 2026-12-24",
    ]);
    expect(second.signals.map(({ author, provenance }) => [author.name, provenance]).slice(0, 2)).toEqual([
      ["Lena Fischer", "internal"],
      // A guest.
      ["Carla Weiss", "external"],
    ]);

    const before = await calls();
    expect(told(await look(second.checkpoint))).toEqual([]);
    expect((await calls()) - before).toBe(1);
  });

  it("compares its tasks when the token has expired, and repeats nothing", async () => {
    await play(
      { do: "create", name: "Ship" },
      { do: "create", name: "Test" },
      { do: "comment", task: "Ship", text: "Today." },
    );
    const first = await look(null);
    expect(told(first).at(-1)).toBe("ticket_comment Ship: comment");
    await play({ do: "comment", task: "Ship", text: "Tomorrow." }, { do: "complete", task: "Test" });
    await sandbox("/asana/_/trouble", { expire: true });
    const anew = await look(first.checkpoint);
    expect(told(anew)).toEqual([
      "ticket_comment Ship: comment",
      "ticket_status Test: status from To do to Completed",
    ]);
    expect(anew.note).toContain("expired");
    expect(told(await look(anew.checkpoint))).toEqual([]);
  });

  it("finds once a day what was never delivered: changes, words, what was deleted or taken out", async () => {
    const [, , gone] = await play(
      { do: "create", name: "Ship" },
      { do: "create", name: "Elsewhere" },
      { do: "create", name: "Gone" },
    );
    const first = await look(null);
    await sandbox("/asana/_/trouble", { lose: 50 });
    await play(
      { do: "change", task: "Ship", assignee: "jonas" },
      { do: "comment", task: "Ship", text: "Mine now." },
      { do: "create", name: "New" },
      { do: "take out", task: "Elsewhere" },
      { do: "delete", task: gone },
    );
    expect(told(await look(first.checkpoint))).toEqual([]);
    const found = await reconcile();
    expect(told(found).toSorted()).toEqual([
      "ticket_assignee Ship: assignee from none to Jonas Berg",
      "ticket_comment Ship: comment",
      "ticket_created New: created",
      "ticket_removed Elsewhere: removed from To do to none",
      "ticket_removed Gone: removed from To do to none",
    ]);
    expect(told(await reconcile())).toEqual([]);
    expect(told(await look(found.checkpoint))).toEqual([]);
  });

  it("is left alone as long as Asana asks", async () => {
    await faults("asana", { path: "/events", status: 429, retryAfter: 13 });
    expect(await (await session()).fetchDelta(null, 0)).toMatchObject({ kind: "failed", afterMs: 13_000 });
  });
});

async function calls(): Promise<number> {
  const { requests } = await sandbox<{ requests: unknown[] }>("/asana/_sandbox/requests");
  return requests.length;
}
