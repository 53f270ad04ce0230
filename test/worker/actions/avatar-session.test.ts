import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { actionById } from "../../../shared/db/approvals.ts";
import { effects, ledger } from "../../../shared/db/schema.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { budgetLedger } from "../../../shared/spine/budget.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { sessionNamed, talkOf, talksOf } from "../support/avatars.ts";
import { allowed, outcomeOf, performed } from "../support/carried-out.ts";
import { faults, sandbox } from "../support/slack.ts";
import { spine, spineAt, unique, withRules } from "../support/spine.ts";
import { api } from "../support/task.ts";

beforeEach(async () => sandbox("/liveavatar/_sandbox/reset", {}));

const json = async (path: string) => JSON.parse(await (await api(path)).text());
const byViewer = { authorization: "Bearer viewer-token" };

/** What a task has spent, micro-dollars. */
async function spentFor(actionId: string): Promise<number | undefined> {
  const action = await actionById(spine.db, actionId);
  const key = `task:${action?.taskId}`;
  const [pot] = await budgetLedger(env).view([{ scope: "task", key, limit: 1 }], Date.now());
  return pot?.spent;
}

describe("a session of an avatar", () => {
  it("is joined by operators alone, ends by the clock, and leaves nothing behind that it was told", async () => {
    const mark = unique("Talk");
    const actionId = await allowed("avatar_session", talkOf(mark));
    expect(await perform(spine, actionId)).toMatchObject({ kind: "wait" });
    const id = await sessionNamed(mark);
    const seen = await (await api("/api/avatar-sessions", byViewer)).text();
    expect(JSON.parse(seen)).toMatchObject({ sessions: [{ id, state: "live", minutes: 1 }], problem: null });
    expect((await api(`/api/avatar-sessions/${id}`, byViewer)).status).toBe(403);
    const { join } = await json(`/api/avatar-sessions/${id}`);
    expect(join).toMatchObject({
      url: "wss://liveavatar.sandbox.invalid",
      page: expect.stringContaining(join.token),
    });
    expect(await perform(spineAt(31_000), actionId)).toMatchObject({ kind: "wait" });

    expect(await perform(spineAt(62_000), actionId)).toMatchObject({
      kind: "done",
      value: { avatarSession: id, until: expect.stringMatching(/Z$/) },
    });
    expect(await talksOf(mark)).toMatchObject({
      begun: [{ seconds: 60, reason: "MAX_DURATION_REACHED" }],
      told: 0,
    });
    expect(await json(`/api/avatar-sessions/${id}`)).toMatchObject({ state: "ended", join: null });
    expect(await spentFor(actionId)).toBe(200_000);
    const kept = [await spine.db.select().from(ledger), await spine.db.select().from(effects), seen];
    expect(JSON.stringify(kept)).not.toContain(join.token);
  });

  it("is stopped by its name where the answer to its start is lost, before another one begins", async () => {
    const mark = unique("Talk");
    const actionId = await allowed("avatar_session", talkOf(mark));
    await faults("liveavatar", { path: "/v1/sessions/start", drop: true });
    expect(await performed(actionId)).toBe("done");
    const [lost, held, ...more] = (await talksOf(mark)).begun;
    expect([lost?.reason, held?.reason, more]).toEqual(["UNKNOWN", "MAX_DURATION_REACHED", []]);
    expect(lost?.endedAt).toBeLessThanOrEqual(held?.startedAt ?? 0);
    expect(await spentFor(actionId)).toBe(2 * 200_000);
  });

  it("ends when people say so, and when whoever was in it has left", async () => {
    const [ended, left] = [unique("Talk"), unique("Talk")];
    const first = await allowed("avatar_session", talkOf(ended, { minutes: 4 }));
    await performed(first, () => spine);
    const session = await sessionNamed(ended);
    expect(await performed(await allowed("avatar_stop", { session }))).toBe("done");
    expect((await talksOf(ended)).begun).toMatchObject([{ reason: "USER_CLOSED" }]);
    expect(await perform(spineAt(31_000), first)).toMatchObject({ kind: "done" });

    const second = await allowed("avatar_session", talkOf(left, { minutes: 4 }));
    await performed(second, () => spine);
    const { sessions } = await sandbox<{ sessions: { id: string; prompt: string }[] }>(
      "/liveavatar/_people/account",
    );
    const one = sessions.find(({ prompt }) => prompt.includes(left));
    await sandbox("/liveavatar/_people/end", { session: one?.id });
    expect(await perform(spineAt(31_000), second)).toMatchObject({ kind: "done" });
    expect(await talksOf(left)).toMatchObject({ begun: [{ reason: "USER_DISCONNECTED" }], told: 0 });
  });

  it("waits for money where its minutes cost more than there is, and for LiveAvatar where it asks for patience", async () => {
    const mark = unique("Talk");
    const poor = withRules({ projects: { default: { budgetUsdDay: 0.1 } } });
    const actionId = await allowed("avatar_session", talkOf(mark));
    expect(await perform(poor, actionId)).toMatchObject({ kind: "paused" });
    expect((await talksOf(mark)).begun).toEqual([]);
    await faults("liveavatar", { path: "/v1/sessions/token", status: 429 });
    const later = await allowed("avatar_session", talkOf(unique("Talk")));
    expect(await performed(later)).toBe("done");
    expect(await spentFor(later)).toBe(200_000);
  });

  it.each([
    ["without a key", { LIVEAVATAR_API_KEY: "" }, {}, "LIVEAVATAR_API_KEY is not set"],
    ["with nothing to seal its address with", { TOKEN_KEY: "" }, {}, "TOKEN_KEY is not set"],
    ["with a key that was revoked", { LIVEAVATAR_API_KEY: "old" }, {}, "Invalid API key"],
    ["with an avatar that isn't there", {}, { avatar: "nobody" }, "Avatar nobody not found"],
  ])("is refused %s, and says what to mend", async (_name, settings, over, words) => {
    const mark = unique("Talk");
    const actionId = await allowed("avatar_session", talkOf(mark, over));
    const at = (offsetMs: number) =>
      configuredSpine({ ...env, ...settings }, { now: () => Date.now() + offsetMs });
    const outcome = await outcomeOf(actionId, at);
    expect(outcome).toMatchObject({ kind: "failed", reason: expect.stringContaining(words) });
    expect(await talksOf(mark)).toEqual({ begun: [], told: 0 });
    expect(await spentFor(actionId)).toBe(0);
  });
});
