import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Board, board as boardForm } from "../../../shared/api/overview.ts";
import { sessions } from "../../../shared/db/schema.ts";
import { sha256 } from "../../../shared/platform/digest.ts";
import { configuredSpine, openSpine } from "../../../shared/jobs/open-spine.ts";
import type { Trouble } from "../../../shared/domain/trouble.ts";
import { serviceTroubles } from "../../../shared/executor/service-troubles.ts";
import { usualLimits } from "../../../shared/domain/circuit.ts";
import { jiraClient } from "../../../shared/integrations/jira/client.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { fact, record } from "../../../shared/spine/record.ts";
import { reopenService } from "../../../shared/spine/reopen-service.ts";
import { enterService, leaveService } from "../../../shared/spine/service.ts";
import { board, unheardMs } from "../../../shared/spine/tell-board.ts";
import { type Listener, listen, upgrade } from "../support/socket.ts";
import { aTask, mailOut, spine, unique, yes } from "../support/spine.ts";
import { api, asked, request } from "../support/task.ts";

const path = "/agents/board-agent/all";
const open: Listener<unknown>[] = [];

/** Listens to the board until the test is over. */
async function watchBoard(headers: Record<string, string> | null = null): Promise<Listener<Board>> {
  const listener = await listen<Board>(path, headers);
  open.push(listener);
  return listener;
}

afterEach(async () => {
  for (const listener of open.splice(0)) listener.close();
  await vi.waitFor(async () => expect(await board(env).poke()).toBe(false), { timeout: 5000 });
});

const shows = async (listener: Listener<Board>, what: (state: Board) => boolean): Promise<Board> =>
  vi.waitFor(
    () => {
      const state = listener.states.at(-1);
      if (!state || !what(state)) throw new Error(`not shown: ${JSON.stringify(state)}`);
      return state;
    },
    { timeout: 10_000, interval: 20 },
  );

/** A fact that changes nothing but is shown, under an environment that remembers nothing. */
async function say(at = spine): Promise<string> {
  const mark = unique();
  await record(at, [fact(at, await aTask(), mark, "budget.alert", mark)]);
  return mark;
}
const tells = (mark: string) => (state: Board) => state.latest.some((one) => one.summary === mark);

/** The environment with the calls to the board counted, of which the first `dying` die, and those whose answer has come, which `held` delays. */
function counted(held = Promise.resolve(), dying = 0) {
  let calls = 0;
  let answered = 0;
  const BOARD_AGENT = new Proxy(env.BOARD_AGENT, {
    get: (on, name) => {
      if (name !== "getByName") return Reflect.get(on, name);
      return (id: string) => {
        const agent = on.getByName(id);
        return {
          poke: async () => {
            if (++calls <= dying) throw new Error("lost");
            const isHeard = await agent.poke();
            await held;
            answered++;
            return isHeard;
          },
        };
      };
    },
  });
  return { at: configuredSpine({ ...env, BOARD_AGENT }), calls: () => calls, answered: () => answered };
}

/** A session of a person that ends in so many milliseconds; the headers of the browser that has it. */
async function sessionFor(person: string, endsInMs: number): Promise<Record<string, string>> {
  const secret = unique("secret");
  const now = Date.now();
  await spine.db
    .insert(sessions)
    .values({ secretSha256: await sha256(secret), person, createdAt: now, expiresAt: now + endsInMs });
  return { cookie: `signalbox_session=${secret}`, origin: "http://signalbox.test" };
}

describe("the board", () => {
  it("shows at once how things stand, and then a decision as it is taken, to everybody who listens", async () => {
    const mail = await mailOut();
    const one = await watchBoard();
    const other = await watchBoard({ authorization: "Bearer viewer-token" });
    const before = await shows(one, (state) => state.waiting.approvals.high > 0);
    expect(boardForm.parse(before)).toEqual(before);
    expect(await shows(other, () => true)).toEqual(before);

    await decide(spine, yes(mail, "you"));
    const after = await shows(one, (state) => state.waiting.approvals.high < before.waiting.approvals.high);
    expect(after.waiting.approvals.high).toBe(before.waiting.approvals.high - 1);
    expect(after.seq).toBeGreaterThan(before.seq);
    expect(after.latest[0]?.seq).toBe(after.seq);
    const decided = after.latest.find(
      (entry) => entry.taskId === mail.taskId && entry.type === "approval.decided",
    );
    expect(decided?.summary).toContain("approved");
    expect(JSON.stringify(after)).not.toContain(`${mail.mark}@`);
    expect((await shows(other, (state) => state.seq >= after.seq)).waiting).toEqual(after.waiting);
  });

  it("counts the tasks that are open, and those that wait for somebody's answer", async () => {
    const listener = await watchBoard();
    const before = await shows(listener, () => true);
    const { taskId } = await request();
    await asked(taskId);
    const after = await shows(
      listener,
      (state) => state.open.waiting_approval > before.open.waiting_approval,
    );
    expect(after.waiting.approvals.medium).toBe(before.waiting.approvals.medium + 1);
    await aTask({ status: "waiting_reply" });
    await say();
    await shows(listener, (state) => state.waiting.questions === before.waiting.questions + 1);
  });

  it("is asked once while nobody listens, however much is recorded", async () => {
    const { at, calls } = counted();
    const since = Date.now();
    await Promise.all(Array.from({ length: 10 }, async () => say(at)));
    await vi.waitFor(() => expect(calls()).toBeGreaterThan(0), 10_000);
    await scheduler.wait(200);
    for (let n = 0; n < 10; n++) await say(at);
    await scheduler.wait(100);
    // The two of the beginning, and one for each time that what it has heard is too old.
    expect(calls()).toBeLessThanOrEqual(2 + Math.floor((Date.now() - since) / unheardMs));
  });

  it("shows what an isolate has kept to itself because nobody had been listening", async () => {
    const { at, calls, answered } = counted();
    await say(at);
    await vi.waitFor(() => expect(answered()).toBe(1), 10_000);
    const listener = await watchBoard();
    await shows(listener, () => true);
    // No look of the listener's coming is under way any more.
    await scheduler.wait(400);
    const mark = await say(at);
    expect(calls()).toBe(1);
    const since = Date.now();
    await shows(listener, tells(mark));
    expect(Date.now() - since).toBeLessThan(unheardMs + 2000);
  });

  it("gets few calls for many records while somebody listens, and misses none of them", async () => {
    const listener = await watchBoard();
    // Until the look that makes up for what was kept back is over: it would hide what is missed.
    await scheduler.wait(unheardMs + 1000);
    const { at, calls } = counted();
    let last = "";
    for (let n = 0; n < 40; n++) last = await say(at);
    await shows(listener, tells(last));
    expect(calls()).toBeLessThan(20);
  });

  it("is told of what was recorded while a call was on its way back", async () => {
    const listener = await watchBoard();
    await scheduler.wait(unheardMs + 1000);
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { at, calls } = counted(held);
    await shows(listener, tells(await say(at)));
    const marks = [await say(at), await say(at), await say(at)];
    expect(calls()).toBe(1);
    release();
    for (const mark of marks) await shows(listener, tells(mark));
    expect(calls()).toBe(2);
  });

  it("is told again what a call that died was to tell, though no other record follows", async () => {
    const listener = await watchBoard();
    await scheduler.wait(unheardMs + 1000);
    const { at, calls } = counted(undefined, 1);
    await shows(listener, tells(await say(at)));
    expect(calls()).toBe(2);
  });

  it("takes no state from those who listen", async () => {
    const listener = await watchBoard({ authorization: "Bearer viewer-token" });
    const before = await shows(listener, () => true);
    listener.say({ type: "cf_agent_state", state: { ...before, seq: 1_000_000_000 } });
    const mark = await say();
    const after = await shows(listener, tells(mark));
    expect(after.seq).toBeLessThan(1_000_000_000);
  });
});

describe("the door to the board", () => {
  it("lets viewers in and nobody else, and only to the one board", async () => {
    expect((await upgrade(path, {})).status).toBe(401);
    expect((await upgrade(path, { authorization: "Bearer wrong" })).status).toBe(401);
    for (const other of [
      "/agents/board-agent/some",
      "/agents/board-agent/all/sub/board-agent/x",
      "/agents/board-agent/all/",
      "/agents/board-agent",
      "/agents/task-agent/a/sub/task-agent/b",
      "/agents/budget-ledger/all",
      "/agents/service-gate/slack",
      "/agents/project-agent/default",
    ])
      expect(`${other} ${(await upgrade(other)).status}`).toBe(`${other} 404`);
    expect((await api(path)).status).toBe(400);
    expect(await watchBoard({ authorization: "Bearer viewer-token" })).toBeDefined();
  });

  it("takes a session only from the dashboard's own pages", async () => {
    const { cookie = "" } = await sessionFor("vera", 60_000);
    expect((await upgrade(path, { cookie, origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await upgrade(path, { cookie })).status).toBe(403);
  });
});

describe("a session that ends", () => {
  it.each([
    ["the board", async () => path],
    ["a task", async () => `/agents/task-agent/${await aTask()}`],
  ])("ends what it listens to: %s", async (_name, pathOf) => {
    const agentPath = await pathOf();
    const endsInMs = 1200;
    const since = Date.now();
    const headers = await sessionFor("vera", endsInMs);
    const [leaving, staying] = await Promise.all([
      listen<object>(agentPath, headers),
      listen<object>(agentPath),
    ]);
    open.push(leaving, staying);
    expect(await leaving.closed).toBe(4401);
    expect(Date.now() - since).toBeGreaterThanOrEqual(endsInMs);
    expect(await Promise.race([staying.closed, scheduler.wait(100)])).toBeUndefined();
    expect((await upgrade(agentPath, headers)).status).toBe(401);
  });

  it("is not prolonged by a header of the caller's", async () => {
    const headers = await sessionFor("vera", 1200);
    const later = String(Date.now() + 3_600_000);
    const listener = await watchBoard({ ...headers, "x-signalbox-expires-at": later });
    expect(await listener.closed).toBe(4401);
  });
});

describe("a service in trouble", () => {
  it("is on the board as soon as it is met with, with since when, and goes with the next answer", async () => {
    const listener = await watchBoard();
    const troubleOf = (service: string) => (state: Board) =>
      state.troubles.some((one) => one.service === service);
    const refuses = async () =>
      Response.json({ errorMessages: ["You are not authenticated."] }, { status: 401 });
    const wrong = await openSpine(env, { fetch: refuses });
    expect(await jiraClient(wrong).findByLabel("OPS", "none")).toMatchObject({ kind: "unclear" });
    const { troubles } = await shows(listener, troubleOf("jira"));
    expect(troubles.find((one) => one.service === "jira")).toMatchObject({
      kind: "refused",
      since: expect.any(String),
      reason: expect.stringContaining("Jira"),
    });
    expect(await jiraClient(await openSpine(env)).findByLabel("OPS", "none")).toEqual({ kind: "absent" });
    await shows(listener, (state) => !troubleOf("jira")(state));
    for (let n = 0; n < usualLimits.failuresToOpen; n++) {
      const id = unique("attempt");
      await enterService(spine, "threads", { id, target: "x" });
      await leaveService(spine, "threads", id, { kind: "failed", reason: "502" });
    }
    const down = (await shows(listener, troubleOf("threads"))).troubles;
    expect(down.find((one) => one.service === "threads")).toMatchObject({ kind: "down", reason: "502" });
    await reopenService(spine, { service: "threads", by: "maya" });
    await shows(listener, (state) => !troubleOf("threads")(state));
  });

  it("stays what it was known to be while its door can't be asked, and hides no other", async () => {
    const SERVICE_GATE = new Proxy(env.SERVICE_GATE, {
      get: (on, name) =>
        name === "getByName"
          ? (service: string) =>
              service === "jira"
                ? { view: async () => Promise.reject(new Error("lost")) }
                : on.getByName(service)
          : Reflect.get(on, name),
    });
    const known: Trouble = { service: "jira", kind: "down", since: null, reason: "502" };
    const seen = await serviceTroubles(configuredSpine({ ...env, SERVICE_GATE }), [known]);
    expect(seen).toMatchObject({ isWhole: false, troubles: expect.arrayContaining([known]) });
    expect(await serviceTroubles(spine, [known])).toMatchObject({
      isWhole: true,
      troubles: expect.not.arrayContaining([known]),
    });
  });
});
