import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effects } from "../../../shared/db/schema.ts";
import type { StopScope } from "../../../shared/domain/stop.ts";
import type { Person } from "../../../shared/domain/person.ts";
import { act } from "../../../shared/spine/act.ts";
import { setAutonomy } from "../../../shared/spine/autonomy.ts";
import type { Spine } from "../../../shared/spine/context.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { loadAction } from "../../../shared/spine/load-action.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { propose } from "../../../shared/spine/propose.ts";
import { settleEffect } from "../../../shared/spine/settle-effect.ts";
import { settleStops } from "../../../shared/spine/settle-stops.ts";
import { resume, stop } from "../../../shared/spine/stop.ts";
import { endedStops, openStops } from "../../../shared/spine/stops.ts";
import { onCron } from "../../../workers/cron.ts";
import { draftPayload, headOf, onlyPullOf, pullsOf, quietGithub } from "../support/github.ts";
import { applied, postSlack, sign, thread, writeInSlack } from "../support/slack.ts";
import {
  approvalRow,
  aTask,
  heldMail,
  hour,
  mailOut,
  proposeOne,
  spine,
  spineAt,
  unique,
  withRules,
  yes,
} from "../support/spine.ts";
import { api, asked, request, send, viewOf } from "../support/task.ts";

const maya: Person = { id: "maya", name: "Maya", role: "operator" };

async function halt(scope: StopScope, at: Spine = spine): Promise<string> {
  return (await stop(at, { scope, person: maya, reason: "wrong recipients" })).stop.id;
}

async function goOn(at: Spine = spine): Promise<void> {
  for (const { id } of await openStops(spine.db))
    await resume(at, { stopId: id, person: maya, reason: "mended" });
  await settleStops(at);
}

/** A message that may leave at once. */
async function message(taskId: string) {
  const { ts } = await writeInSlack("U0PRIYA", "a thread");
  const mark = unique();
  const payload = { channel: "C0CONTENT", thread: ts, text: mark, blocks: [], update: null };
  const how = { provenance: "internal", revision: 1 } as const;
  return { mark, proposal: { taskId, key: "say", kind: "notification_internal", payload, ...how } };
}

afterEach(async () => goOn());

describe("what is stopped", () => {
  it.each<StopScope>([
    { kind: "all" },
    { kind: "project", name: "default" },
    { kind: "job", name: "errand" },
    { kind: "service", name: "slack" },
    { kind: "action_kind", name: "notification_internal" },
  ])("sends nothing, and what was kept back once afterwards: $kind", async (scope) => {
    const taskId = await aTask({ id: unique("errand") });
    const { mark, proposal } = await message(taskId);
    await halt(scope);
    expect(await act(spine, proposal)).toMatchObject({ kind: "stopped" });
    await onCron(env);
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(0);
    await goOn();
    expect(await act(spine, proposal)).toMatchObject({ kind: "done" });
    expect(await applied("slack", "chat.postMessage", mark)).toHaveLength(1);
  });

  it("is not what bears another name", async () => {
    await halt({ kind: "service", name: "mail" });
    await halt({ kind: "job", name: "bug-fix" });
    const { proposal } = await message(await aTask({ id: unique("errand") }));
    expect(await act(spine, proposal)).toMatchObject({ kind: "done" });
  });

  it("isn't marked as sent by whoever looked before", async () => {
    const { proposal } = await message(await aTask());
    const { actionId } = await propose(spine, proposal);
    const loaded = await loadAction(spine, actionId);
    if (loaded === undefined) throw new Error("it may be applied");
    await halt({ kind: "all" });
    expect(await settleEffect(spine, loaded, loaded.effect, { kind: "sent", at: Date.now() })).toBeNull();
    const found = await spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get();
    expect(found).toMatchObject({ state: "pending", sentAt: null });
  });
});

describe("an attempt that is several requests", { timeout: 60_000 }, () => {
  it("makes none of those that follow a stop, and goes on afterwards where it was", async () => {
    await quietGithub();
    const payload = await draftPayload();
    // GitHub is slow with the first thing that is made there, and meanwhile people say stop.
    const met: Spine = {
      ...spine,
      fetch: async (input, init) => {
        const answer = await spine.fetch(input, init);
        if (init?.method === "POST" && new Request(input).url.endsWith("/git/refs"))
          await halt({ kind: "all" });
        return answer;
      },
    };
    const { actionId } = await proposeOne({ kind: "pull_request_draft", payload });
    expect(await perform(met, actionId)).toMatchObject({ kind: "wait" });
    expect(await perform(spine, actionId)).toMatchObject({ kind: "stopped" });
    expect(await headOf(payload.branch)).toBe(payload.baseCommit);
    expect(await pullsOf(payload.branch)).toEqual([]);
    await goOn();
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect((await onlyPullOf(payload.branch)).commits).toHaveLength(1);
  });
});

describe("a hold that is stopped", () => {
  beforeEach(async () => {
    const kind = "email_stakeholder";
    await setAutonomy(spine, { project: "default", kind, level: 3, by: "you", reason: "a new test" });
  });

  it("opens after what was left of its window, however long it was stopped", async () => {
    const { approvalId, actionId, mark } = await heldMail(1500);
    await halt({ kind: "project", name: "default" });
    const began = Date.now();
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(began + 2500), {
      timeout: 5000,
      interval: 100,
    });
    await onCron(env);
    expect(await approvalRow(approvalId)).toMatchObject({ status: "pending" });
    await goOn();
    const resumed = Date.now();
    const row = await vi.waitFor(
      async () => {
        const found = await approvalRow(approvalId);
        expect(found.status).toBe("released");
        return found;
      },
      { timeout: 8000, interval: 50 },
    );
    expect(row.decidedAt).toBeGreaterThanOrEqual(row.holdUntil ?? 0);
    expect(row.holdUntil).toBeGreaterThan(resumed + 200);
    expect(await perform(spine, actionId)).toMatchObject({ kind: "done" });
    expect(await applied("mail", "/emails", mark)).toHaveLength(1);
  });

  it("can still be let go or cancelled by people; what they let go leaves afterwards", async () => {
    const one = await heldMail(60_000);
    await halt({ kind: "action_kind", name: "email_stakeholder" });
    expect(await decide(spine, yes(one, "lena"))).toEqual({ kind: "decided" });
    expect(await perform(spine, one.actionId)).toMatchObject({ kind: "stopped" });
    await goOn();
    expect(await perform(spine, one.actionId)).toMatchObject({ kind: "done" });
  });
});

describe("an approval that is stopped", () => {
  it("grows no older: it neither closes by itself, nor does a yes go stale", async () => {
    const soon = { remindHours: 2, expireHours: 3 };
    const impatient = withRules({ patience: { low: soon, medium: soon, high: soon } });
    const open = await mailOut({ at: { ...impatient, now: () => Date.now() - 200 * hour } });
    const decided = await mailOut({ at: spineAt(-40 * hour) });
    expect(await decide(spineAt(-40 * hour), yes(decided, "maya"))).toEqual({ kind: "decided" });
    await halt({ kind: "all" }, spineAt(-199 * hour));
    await onCron(env);
    await goOn();
    await onCron(env);
    expect(await approvalRow(open.approvalId)).toMatchObject({ status: "pending" });
    expect(await perform(spine, decided.actionId)).toMatchObject({ kind: "done" });
  });
});

describe("a mention that wants to stop", () => {
  it("and doesn't say what stops nothing, is told so, and begins nothing", async () => {
    const { event, eventId, ts } = await writeInSlack("U0LENA", "<@U0SIGNALBOX> please stop it!");
    expect((await postSlack(event)).status).toBe(200);
    expect(await openStops(spine.db)).toEqual([]);
    const signal = await env.DB.prepare("SELECT status, reason FROM signals WHERE id = ?")
      .bind(`slack:${eventId}`)
      .first();
    expect(signal).toEqual({ status: "dropped", reason: "an order to stop that doesn't say what" });
    await vi.waitFor(async () => {
      const told = (await applied("slack", "chat.postEphemeral")).map((one) => JSON.stringify(one));
      expect(told.some((one) => one.includes("NOTHING WAS STOPPED"))).toBe(true);
    }, 10_000);
    expect(await thread(ts)).toEqual([]);
  });
});

describe("work that is stopped", () => {
  it("is recorded and waits; it goes on where it was, and nothing is said twice", async () => {
    const running = await request();
    await asked(running.taskId);
    const order = await writeInSlack("U0LENA", "<@U0SIGNALBOX> stop everything because of lies");
    expect((await postSlack(order.event)).status).toBe(200);
    const [made] = await openStops(spine.db);
    expect(made).toMatchObject({ scope: "all", by: "lena", reason: "of lies" });
    const before = await applied("slack", "chat.");
    const built = await applied("pages", "");
    const waiting = await request();
    await vi.waitFor(
      async () =>
        expect((await viewOf(waiting.taskId)).timeline.map(({ type }) => type)).toContain("stop.waited"),
      { timeout: 10_000, interval: 100 },
    );
    const { id, digest } = await approvalOf(running.taskId);
    expect(await decide(spine, yes({ approvalId: id, digest }, "lena"))).toEqual({ kind: "decided" });
    await onCron(env);
    expect((await viewOf(waiting.taskId)).task.status).toBe("queued");
    expect(await applied("slack", "chat.postMessage")).toHaveLength(
      before.filter((one) => JSON.stringify(one).includes("chat.postMessage")).length,
    );
    expect(await applied("pages", "")).toHaveLength(built.length);
    const answer = await send(`/api/stops/${made?.id ?? ""}/resume`, { reason: "mended" });
    expect(answer.status).toBe(200);
    await asked(waiting.taskId);
    await vi.waitFor(async () => expect((await viewOf(running.taskId)).task.status).toBe("done"), {
      timeout: 15_000,
      interval: 100,
    });
    const said = (await thread(waiting.thread)).map(({ text }) => text);
    expect(new Set(said).size).toBe(said.length);
  });
});

async function approvalOf(taskId: string) {
  const [found] = (await viewOf(taskId)).approvals;
  if (found === undefined) throw new Error(`${taskId} waits for nobody`);
  return approvalRow(found.id);
}

describe("who may stop and resume", () => {
  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it("is every approver, and afterwards an operator; of a project its approvers too", async () => {
    const everything = { scope: { kind: "all" }, reason: "smoke" };
    expect((await send("/api/stops", everything, as("viewer-token"))).status).toBe(403);
    expect((await send("/api/stops", everything, as("approver-token"))).status).toBe(200);
    const shop = { scope: { kind: "project", name: "default" }, reason: "smoke" };
    expect((await send("/api/stops", shop, as("approver-token"))).status).toBe(200);
    const open = await openStops(spine.db);
    const of = (scope: string) => open.find((one) => one.scope === scope)?.id ?? "";
    const words = { reason: "gone" };
    expect((await send(`/api/stops/${of("all")}/resume`, words, as("approver-token"))).status).toBe(403);
    expect((await send(`/api/stops/${of("project")}/resume`, words, as("viewer-token"))).status).toBe(403);
    expect((await send(`/api/stops/${of("project")}/resume`, words, as("approver-token"))).status).toBe(200);
    expect((await send(`/api/stops/${of("all")}/resume`, words)).status).toBe(200);
    expect((await send(`/api/stops/${of("all")}/resume`, words)).status).toBe(409);
    const listed: unknown = await (await api("/api/stops", as("viewer-token"))).json();
    expect(listed).toMatchObject({ open: [] });
    const ended = await endedStops(spine.db, 2);
    expect(ended.map(({ by, resumedBy }) => `${by}, ${resumedBy ?? ""}`)).toEqual([
      "arno, you",
      "arno, arno",
    ]);
  });

  it.each(["constructor", "__proto__", "nobody"])(
    "refuses the unknown name %s with those that are known",
    async (name) => {
      for (const kind of ["project", "job", "service", "action_kind"]) {
        const answer = await send("/api/stops", { scope: { kind, name }, reason: "smoke" });
        expect(answer.status).toBe(400);
        expect(await answer.text()).toContain(`${name}, only `);
      }
    },
  );

  it("is refused to whoever isn't known in Slack, and answered in words", async () => {
    const say = async (user_id: string, text: string) => {
      const body = new URLSearchParams({
        command: "/signalbox",
        text,
        user_id,
        channel_id: "C0CONTENT",
        trigger_id: unique(),
      }).toString();
      const answer = await postSlack(body, await sign(body), "application/x-www-form-urlencoded");
      return answer.text();
    };
    expect(await say("U0STRANGER", "stop everything because why not")).toContain("needs the role approver");
    expect(await say("U0LENA", "stop everything")).toContain("say why");
    expect(await openStops(spine.db)).toEqual([]);
    expect(await say("U0LENA", "stop kind email_external because of lies")).toContain("is stopped");
    expect(await say("U0LENA", "status")).toContain("email_external was stopped by lena");
    expect(await say("U0LENA", "resume kind email_external mended")).toContain("needs the role operator");
    expect(await say("U0MAYA", "resume kind email_external mended")).toContain("goes on");
  });
});
