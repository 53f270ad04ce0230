import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { accountKeys } from "../../../../../shared/domain/budget.ts";
import { budgetLedger } from "../../../../../shared/spine/budget.ts";
import { applied, faults, sandbox } from "../../../support/slack.ts";
import { spine, unique } from "../../../support/spine.ts";
import { viewOf } from "../../../support/task.ts";
import {
  cycle,
  cycleRow,
  ended,
  beginCycle,
  entriesOf,
  mail,
  project,
  proposalsOf,
  rowOf,
  waiting,
} from "./scene.ts";

/** A mail that leads to an entry, by a word that only this test's prompts have. */
const worry = (mark: string) => mail(`I am worried that the ${mark} import may fail.`);
const asked = async (mark: string) => {
  const { requests } = await sandbox<{ requests: { path: string; body: unknown }[] }>(
    "/anthropic/_sandbox/requests",
  );
  return requests.filter((one) => one.path === "/v1/messages" && JSON.stringify(one.body).includes(mark));
};
const skippedIn = async (taskId: string) =>
  (await viewOf(taskId)).timeline.filter(({ type }) => type === "watch.skipped");

describe("the model doesn't answer", () => {
  it("within its time: it is asked twice more, and the cycle goes on", async () => {
    const mark = unique("timeout");
    await faults("anthropic", { match: mark, drop: true, times: 2 });
    const [id = ""] = await waiting(worry(mark));
    const taskId = await cycle();
    expect((await rowOf(id)).state).toBe("done");
    expect(await skippedIn(taskId)).toEqual([]);
    // Three for reading, one for thinking.
    expect(await asked(mark)).toHaveLength(4);
  });

  it("at all: the signals are the next cycle's, as if nothing had happened, and the day's house is kept", async () => {
    const mark = unique("outage");
    await faults("anthropic", { match: mark, drop: true, times: 3 });
    const [id = ""] = await waiting(worry(mark));
    const taskId = await cycle({ housekeeping: "2026-11-20" });
    expect(await rowOf(id)).toMatchObject({ state: "new", tries: 0, taskId: null, importance: null });
    expect(await cycleRow(taskId)).toMatchObject({ outcome: "heartbeat" });
    expect(await skippedIn(taskId)).toHaveLength(1);
    expect((await viewOf(taskId)).timeline.map(({ type }) => type)).toContain("watch.kept_house");
    await cycle();
    expect((await rowOf(id)).state).toBe("done");
  });

  it("because it has too much to do: it is asked three times more", async () => {
    const mark = unique("busy");
    await faults("anthropic", { match: mark, status: 429, times: 3 });
    const [id = ""] = await waiting(worry(mark));
    await cycle();
    expect((await rowOf(id)).state).toBe("done");
    expect(await asked(mark)).toHaveLength(5);
  });
});

describe("the database doesn't answer", () => {
  it("three times: the step is done at the fourth", async () => {
    const [id = ""] = await waiting(worry(unique("slow")));
    await cycle({}, async (m) => m.mockStepError({ name: "propose" }, new Error("D1_ERROR: not now"), 3));
    expect((await rowOf(id)).state).toBe("done");
  });

  it("any more: the cycle fails, its channel is told, and no signal is lost", async () => {
    const mark = unique("down");
    const [id = ""] = await waiting(worry(mark));
    const { taskId } = await beginCycle({}, async (m) =>
      m.mockStepError({ name: "propose" }, new Error(`D1_ERROR: ${mark}`), 4),
    );
    expect((await ended(taskId)).status).toBe("failed");
    // The next look frees it of the cycle, see the tests of that.
    expect(await rowOf(id)).toMatchObject({ state: "taken", taskId });
    await expect
      .poll(async () => (await applied("slack", "chat.postMessage", mark)).length, { timeout: 10_000 })
      .toBe(1);
  });
});

describe("the model's answer is unusable", () => {
  it("twice: the signals have used up one try, and the third time they are given up with the reason", async () => {
    const mark = unique("nonsense");
    const [id = ""] = await waiting(worry(mark));
    const [other = ""] = await waiting(worry(unique("sense")));
    await faults("anthropic", { match: mark, text: "I would rather not.", times: 2 });
    await cycle();
    expect(await rowOf(id)).toMatchObject({ state: "new", tries: 1 });
    for (let n = 0; n < 2; n++) {
      await faults("anthropic", { match: mark, text: "I would rather not.", times: 2 });
      await cycle();
      // It is read alone now, so that what came with it goes on.
      expect((await rowOf(other)).state).toBe("done");
    }
    expect(await rowOf(id)).toMatchObject({
      state: "given_up",
      tries: 3,
      reason: expect.stringContaining("unusable"),
    });
  });

  it("in a document's change: it is refused with its reason, the document keeps its version, and the rest is done", async () => {
    const before = await entriesOf("raid_log");
    const mark = unique("form");
    const text = JSON.stringify({
      thoughts: [{ signal: "s1", importance: "notable", category: "risk", why: "it may fail" }],
      actions: [],
      changes: [
        {
          artefact: "raid_log",
          op: "add",
          entry: "new-1",
          fields: [
            { name: "type", value: "wish" },
            { name: "title", value: mark },
          ],
          signals: ["s1"],
          why: "x",
        },
      ],
    });
    await faults("anthropic", { match: `${mark} import may fail.</fact>`, text });
    const [id = ""] = await waiting(worry(mark));
    const taskId = await cycle();
    expect(await entriesOf("raid_log")).toEqual(before);
    expect(await rowOf(id)).toMatchObject({ state: "done", why: "it may fail" });
    expect(await proposalsOf(taskId)).toMatchObject([
      { state: "refused", reason: expect.stringContaining("type must be one of") },
    ]);
  });
});

describe("the budget is used up", () => {
  it("asks nothing, changes nothing, keeps the signals for the next cycle and the house for the day", async () => {
    const mark = unique("poor");
    const now = Date.now();
    const lots = 1_000_000_000_000;
    const limits = { task: lots, "project-day": lots, "system-day": lots, "system-month": lots };
    const keys = {
      ...accountKeys("other", project, now),
      "system-day": "system-day:none",
      "system-month": "system-month:none",
    };
    const pots = budgetLedger(env);
    await pots.reserve(mark, keys, limits, 30_000_000, now);
    await pots.settle([{ id: mark, cost: 30_000_000 }], now);
    const [id = ""] = await waiting(worry(mark));
    const taskId = await cycle({ housekeeping: "2026-11-21" });
    expect(await asked(mark)).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: "new", tries: 0, taskId: null });
    expect(await cycleRow(taskId)).toMatchObject({ outcome: "heartbeat" });
    const told = (await viewOf(taskId)).timeline;
    expect(told.find(({ type }) => type === "watch.skipped")?.summary).toContain(
      "budget of the project atlas",
    );
    expect(told.map(({ type }) => type)).toContain("watch.kept_house");
    await pots.topUp(mark, "project-day", keys["project-day"], lots, 30_000_000, now);
    await cycle();
    expect((await rowOf(id)).state).toBe("done");
    expect(spine.now()).toBeGreaterThan(now);
  });
});
