import { expect, it } from "vitest";
import { decide } from "../../../../shared/spine/decide.ts";
import { perform } from "../../../../shared/spine/perform.ts";
import { body } from "../../api/dashboard-task.ts";
import { proposeOne, spine, taskFor, unique, withRules, yes } from "../../support/spine.ts";
import { api, send } from "../../support/task.ts";

const hour = 3_600_000;
const day = 24 * hour;
const iso = (at: number) => new Date(at).toISOString();

/** A post that waits for people. */
async function post(text: string, dueAt: number | null, at = spine) {
  const taskId = await taskFor("bluesky_post", { title: text });
  const publishAt = dueAt === null ? null : iso(dueAt);
  const payload = { draftId: taskId, text, link: null, publishAt };
  const proposed = await proposeOne({ kind: "bluesky_post", payload, taskId }, at);
  if (proposed.approval === null) throw new Error("it must be asked for");
  return { ...proposed, approvalId: proposed.approval.id };
}

const calendar = async (from: number, to: number) =>
  api(
    `/api/calendar?${new URLSearchParams({ from: iso(from), to: iso(to), project: "default" }).toString()}`,
  );

it("shows what waits, what is approved and what has been moved, and what gets in each other's way", async () => {
  const noon = Math.ceil(Date.now() / day) * day + 10 * day + 12 * hour;
  const first = await post(unique("Trains run on time"), noon);
  await post(unique("Signals are green"), noon + hour / 2);
  const alone = await post(unique("Points are set"), noon + 5 * hour);
  const refused = await post(unique("Fog on the line"), noon + 2 * hour);
  await decide(spine, yes(alone, "maya"));
  await decide(spine, { ...yes(refused, "maya"), decision: "rejected", reason: "No fog." });
  const shown = async () => (await body(await calendar(noon - day, noon + day))).entries;
  expect(
    (await shown()).map(({ state, clashes, movable, movingAsks }: Record<string, unknown>) => ({
      state,
      clashes,
      movable,
      movingAsks,
    })),
  ).toEqual([
    { state: "waiting", clashes: true, movable: true, movingAsks: false },
    { state: "waiting", clashes: true, movable: true, movingAsks: false },
    { state: "approved", clashes: false, movable: true, movingAsks: true },
  ]);

  const moved = { digest: first.digest, publishAt: iso(noon + 8 * hour) };
  expect((await send(`/api/approvals/${first.approvalId}/edit`, moved)).status).toBe(200);
  const entries: { clashes: boolean; dueAt: string }[] = await shown();
  expect(entries.map(({ dueAt }) => dueAt)).toEqual(
    [noon + hour / 2, noon + 5 * hour, noon + 8 * hour].map(iso),
  );
  expect(entries.some(({ clashes }) => clashes)).toBe(false);
  expect((await calendar(noon, noon + 63 * day)).status).toBe(400);
});

it("says of a text that the same, or nearly the same, was there before", async () => {
  const mark = unique("Harbour");
  const words = `${mark} opens its new quay on Friday: two cranes, one long platform, and a train every ten minutes.`;
  const before = await post(words, Date.now() + 20 * day);
  await post(
    `${mark} is closed for the winter. Tickets stay valid until spring, and the museum is open.`,
    null,
  );
  const same = await post(`${words} 🎉`, null);
  const like = await post(words.replace("Friday", "Monday"), Date.now() + 40 * day);
  const clashes = async ({ approvalId }: { approvalId: string }) =>
    (await body(await api(`/api/approvals/${approvalId}/clashes`))).clashes;
  const [found] = await clashes(same);
  expect(found).toMatchObject({ sort: "same", isOut: false, likeness: 1 });
  const alike: { sort: string; approvalId: string }[] = await clashes(like);
  expect(alike.map(({ sort }) => sort)).toEqual(["like", "like"]);
  expect(alike.map(({ approvalId }) => approvalId)).toContain(before.approvalId);
});

it("keeps what has no time of its own for the next time at which its project publishes", async () => {
  const from = (hours: number) => iso(Date.now() + hours * hour).slice(11, 16);
  const rules = { projects: { default: { windows: [{ from: from(2), to: from(4) }] } } };
  const closed = withRules({ editorial: rules });
  const { actionId, ...one } = await post(unique("Quiet please"), null, closed);
  await decide(closed, yes(one, "maya"));
  const kept = await perform(closed, actionId);
  expect(kept).toMatchObject({ kind: "wait" });
  expect("afterMs" in kept && kept.afterMs).toBeGreaterThan(1.9 * hour);
});
