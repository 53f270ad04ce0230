import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { autonomyEndpoints } from "../../../shared/api/autonomy.ts";
import { watchEndpoints } from "../../../shared/api/watch.ts";
import {
  actionOutcomes,
  ledger,
  llmCalls,
  promotions,
  watchCycles,
  watches,
  watchProposals,
} from "../../../shared/db/schema.ts";
import { reviewAllAutonomy } from "../../../shared/spine/autonomy.ts";
import { app } from "../../../workers/app.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { apiToken } from "../support/task.ts";
import { callWatched, fed, readWatched, watchedEnv, watchedSpine, watchSignal } from "../support/watch.ts";

const day = 86_400_000;
const web = "/api/projects/web";
const statusOf = async (...call: Parameters<typeof callWatched>) => (await callWatched(...call)).status;

const watching = async (over: Partial<typeof watches.$inferInsert> = {}) => {
  const now = Date.now();
  const row = { project: "web", dueAt: now + 60_000, cycleAt: now, createdAt: now - 8 * day, ...over };
  await spine.db.insert(watches).values(row).onConflictDoUpdate({ target: watches.project, set: row });
};

const reviewed = async (id: string, review: "right" | "wrong", over: object = {}) =>
  statusOf("PUT", `${web}/signals/${encodeURIComponent(id)}/review`, { review, ...over });

const wholeWeb = async () => {
  const { standings } = await readWatched(autonomyEndpoints.list.answer, "/api/autonomy");
  return standings.find(({ project, kind }) => project === "web" && kind === "*");
};

describe("a project's watch", () => {
  it("is listed for all projects in as many queries as for one, and says when it doesn't watch", async () => {
    const queriesOf = async (projects: number): Promise<number> => {
      const rules = JSON.parse(watchedEnv.RULES);
      for (let n = 0; n < projects; n++) rules.projectWatch[`more-${n}`] = {};
      let queries = 0;
      const counted = new Proxy(env.DB, {
        get: (db, name) => {
          const member = Reflect.get(db, name);
          if (name === "prepare") queries++;
          return typeof member === "function" ? member.bind(db) : member;
        },
      });
      const response = await app.request(
        "/api/projects",
        { headers: { authorization: `Bearer ${apiToken}` } },
        { ...watchedEnv, RULES: JSON.stringify(rules), DB: counted },
      );
      expect(watchEndpoints.list.answer.parse(await response.json()).projects).toHaveLength(projects + 2);
      return queries;
    };
    const few = await queriesOf(1);
    expect(few).toBeLessThan(12);
    expect(await queriesOf(40)).toBe(few);
    const stateOf = async () => (await readWatched(watchEndpoints.get.answer, web)).state;
    expect(await stateOf()).toBe("starting");
    await watching();
    expect(await stateOf()).toBe("watching");
    await watching({ cycleAt: Date.now() - 2 * 3_600_000 });
    expect(await readWatched(watchEndpoints.get.answer, web)).toMatchObject({
      state: "blind",
      why: "it has not looked for 120 minutes",
      rules: { intervalMinutes: 15 },
    });
    expect(await readWatched(watchEndpoints.get.answer, "/api/projects/default")).toMatchObject({
      state: "unwatched",
      rules: null,
    });
    expect(await statusOf("GET", "/api/projects/nobody")).toBe(404);
  });

  it("has a feed that is narrowed and turned over page by page, without personal data", async () => {
    const at = Date.now() - 1000;
    const ids = [];
    for (let n = 0; n < 5; n++)
      ids.push(
        await fed(
          watchSignal({
            at: at - n,
            title: `mail ${n} from ana@partner.example`,
            text: "Call +49 30 1234567",
          }),
          {
            receivedAt: at,
            flag: n === 1 ? "it gives orders" : null,
            importance: n < 2 ? "urgent" : "routine",
          },
        ),
      );
    const seen = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query = cursor === "" ? "limit=2" : `limit=2&cursor=${encodeURIComponent(cursor)}`;
      const page: { signals: { id: string; title: string }[]; nextCursor: string | null } = await readWatched(
        watchEndpoints.signals.answer,
        `${web}/signals?${query}`,
      );
      seen.push(...page.signals);
      cursor = page.nextCursor;
    }
    // They came in together: what happened last stands first.
    expect(seen.map(({ id }) => id)).toEqual(ids);
    expect(JSON.stringify(seen)).not.toContain("ana@");
    const found = async (query: string) =>
      (await readWatched(watchEndpoints.signals.answer, `${web}/signals?${query}`)).signals.length;
    expect(await found("importance=urgent")).toBe(2);
    expect(await found("importance=urgent&flagged=true")).toBe(1);
    expect(await found("source=outlook")).toBe(0);
    expect(await found("unreviewed=true")).toBe(5);
    expect(await statusOf("GET", `${web}/signals?state=odd`)).toBe(400);
  });

  it("shows a signal with its words and what followed, cycles with their cost, and wakes", async () => {
    await watching();
    const taskId = await aTask({ project: "web" });
    const id = await fed(watchSignal({ text: "The supplier is late.", to: ["maya@signalbox.example"] }), {
      taskId,
    });
    const proposal = {
      project: "web",
      taskId,
      kind: "jira_comment",
      payload: {},
      title: "t",
      why: "w",
      at: 1,
    };
    await spine.db.insert(watchProposals).values([
      { ...proposal, id: unique(), sources: [id], state: "proposed", errandTaskId: taskId },
      { ...proposal, id: unique(), sources: ["another"], state: "noted" },
    ]);
    const one = await readWatched(watchEndpoints.signal.answer, `${web}/signals/${encodeURIComponent(id)}`);
    expect(one).toMatchObject({
      text: "The supplier is late.",
      to: ["[person]@signalbox.example"],
      proposals: [{ kind: "jira_comment", errandStatus: "working" }],
    });
    await spine.db
      .insert(watchCycles)
      .values({ taskId, project: "web", slot: "1", housekeeping: false, signals: 1, createdAt: Date.now() });
    const call = {
      taskId,
      purpose: "p",
      model: "m",
      provider: "sandbox",
      latencyMs: 1,
      stopReason: "end",
      at: 1,
    } as const;
    const tokens = { inputTokens: 10, cacheWriteTokens: 1, cachedTokens: 1, outputTokens: 5, microUsd: 2500 };
    await spine.db.insert(llmCalls).values([
      { id: unique(), ...call, ...tokens },
      { id: unique(), ...call, ...tokens },
    ]);
    const { cycles } = await readWatched(watchEndpoints.cycles.answer, `${web}/cycles`);
    expect(cycles).toMatchObject([
      { taskId, inputTokens: 24, outputTokens: 10, usd: 0.005, status: "working" },
    ]);

    const woken = await callWatched("POST", `${web}/wake`);
    expect(woken.status).toBe(202);
    const { dueAt } = watchEndpoints.wake.answer.parse(await woken.json());
    expect(Date.parse(dueAt)).toBeLessThanOrEqual(Date.now());
    expect(await statusOf("POST", "/api/projects/default/wake")).toBe(409);
    expect(await statusOf("GET", `/api/projects/default/signals/${encodeURIComponent(id)}`)).toBe(404);
    expect(await statusOf("POST", `${web}/check`, { rules: { intervalMinutes: 0 } })).toBe(400);
    expect(await statusOf("POST", "/api/projects/default/look-back", {})).toBe(409);
  });

  it("is checked before its rules are saved: what doesn't answer is named, and so is a missing setting", async () => {
    const rules = { jira: { project: "OPS" }, asana: { project: "1200000000000001" } };
    const asked = async (bindings: Env) => {
      const response = await app.request(
        "/api/projects/default/check",
        {
          method: "POST",
          headers: { authorization: `Bearer ${apiToken}` },
          body: JSON.stringify({ rules }),
        },
        bindings,
      );
      return watchEndpoints.check.answer.parse(await response.json()).sources;
    };
    expect(await asked(watchedEnv)).toMatchObject([
      { name: "jira", label: "Jira", ok: true },
      { name: "asana", ok: true },
    ]);
    const [jira] = await asked({ ...watchedEnv, JIRA_API_TOKEN: "" });
    expect(jira).toMatchObject({ ok: false, detail: expect.stringContaining("JIRA_API_TOKEN") });
  });
});

describe("was this right?", () => {
  it("is evidence only where people have answered, and then a promotion is proposed", async () => {
    await spine.db.delete(actionOutcomes);
    await watching();
    const ids = await Promise.all(
      Array.from({ length: 9 }, async () => fed(watchSignal(), { taskId: await aTask() })),
    );
    // Nobody has looked at anything: eight quiet days are no evidence.
    await reviewAllAutonomy(watchedSpine);
    expect(await wholeWeb()).toMatchObject({
      step: "readings",
      evidence: { accepted: 0 },
      needs: { days: 7, accepted: 7 },
    });
    for (const id of ids.slice(0, 6)) expect(await reviewed(id, "right")).toBe(200);
    expect(await reviewed(ids[0] ?? "", "right")).toBe(200);
    await reviewAllAutonomy(watchedSpine);
    expect(await wholeWeb()).toMatchObject({ evidence: { accepted: 6, consecutiveDays: 8 } });
    expect(await spine.db.$count(promotions)).toBe(0);
    expect(await reviewed(ids[6] ?? "", "right")).toBe(200);
    await reviewAllAutonomy(watchedSpine);
    const [proposed] = await spine.db.select().from(promotions);
    expect(proposed).toMatchObject({ project: "web", kind: "*", fromLevel: 1, toLevel: 2 });
    const facts = await spine.db.select().from(ledger);
    expect(facts.filter(({ type }) => type === "watch.reviewed")).toHaveLength(7);
  });

  it("can be changed, starts the days over when it was wrong, and several cost the project its level", async () => {
    await spine.db.delete(actionOutcomes);
    await watching();
    const id = await fed(watchSignal(), { taskId: await aTask() });
    expect(await reviewed(id, "right")).toBe(200);
    expect(await reviewed(id, "wrong", { note: "it was a joke" })).toBe(200);
    expect(await wholeWeb()).toMatchObject({ evidence: { accepted: 0, corrected: 1, consecutiveDays: 0 } });
    expect(
      await readWatched(watchEndpoints.signals.answer, `${web}/signals?unreviewed=false&limit=100`),
    ).toMatchObject({
      signals: expect.arrayContaining([expect.objectContaining({ id, review: "wrong", reviewedBy: "you" })]),
    });
    expect(await reviewed(id, "right")).toBe(200);
    expect(await wholeWeb()).toMatchObject({ evidence: { accepted: 1, corrected: 0, consecutiveDays: 8 } });

    const unread = await fed(watchSignal(), { category: null, importance: null, state: "new" });
    expect(await reviewed(unread, "right")).toBe(409);
    expect(await reviewed("nothing", "right")).toBe(404);
    expect(await reviewed(id, "right", { note: 7 })).toBe(400);

    expect(
      await statusOf("PUT", "/api/autonomy", { project: "web", kind: "*", level: 2, reason: "a test" }),
    ).toBe(200);
    for (let n = 0; n < 3; n++) {
      expect(await wholeWeb()).toMatchObject({ level: 2 });
      expect(await reviewed(await fed(watchSignal(), { taskId: await aTask() }), "wrong")).toBe(200);
    }
    expect(await wholeWeb()).toMatchObject({ level: 1 });
    const lowered = (await spine.db.select().from(ledger)).findLast(
      ({ type }) => type === "autonomy.lowered",
    );
    expect(lowered?.summary).toContain("3 corrected within 7 days");
  });
});
