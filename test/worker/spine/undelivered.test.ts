import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ledger, tasks } from "../../../shared/db/schema.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { tellNotice } from "../../../shared/spine/tell-notice.ts";
import { clickOn, sandbox, type SlackMessage } from "../support/slack.ts";
import { api, send } from "../support/task.ts";
import { aTask, spine, unique } from "../support/spine.ts";
import { type Instance, anInstance, parts, questionIn, rowOf, say, titlesOut } from "../support/together.ts";
import { afresh, changeRules } from "./settings.ts";

const home = "C0CONTENT";
const fallback = "C0ENGINEERING";

const people = async (path: string, body: object) => sandbox(`/slack/_people/${path}`, body);
const messagesIn = async (channel: string): Promise<SlackMessage[]> =>
  (await sandbox<{ messages: SlackMessage[] }>(`/slack/_people/messages?channel=${channel}`)).messages;
const missedBy = async ({ taskId }: Pick<Instance, "taskId">) =>
  (
    await spine.db
      .select({ data: ledger.data })
      .from(ledger)
      .where(and(eq(ledger.taskId, taskId), eq(ledger.type, "notice.undelivered")))
  ).map(({ data }) => data);

beforeAll(async () => {
  const answer = await changeRules({ notices: { fallbackChannel: fallback } });
  expect(answer.status).toBe(200);
});
afterEach(async () => {
  await sandbox("/slack/_sandbox/reset", {});
});
afterAll(afresh);

describe("a question that Slack doesn't take in its channel", () => {
  it.each([
    ["archived", "the channel is archived (is_archived)"],
    ["left", "the app is not in the channel (not_in_channel)"],
  ])("is asked in another channel when that is %s, and is answered there", async (state, reason) => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post"));
    await people("channel", { channel: home, state });
    expect(await one.run()).toMatchObject({ waits: expect.any(Number) });
    const asked = (await messagesIn(fallback)).find((message) => JSON.stringify(message).includes(mark));
    expect(JSON.stringify(asked)).toContain(`Meant for <#${home}>`);
    expect(await missedBy(one)).toMatchObject([
      {
        where: `slack:${home}`,
        reason,
        mend: expect.stringMatching(/channel/),
        instead: `slack:${fallback}`,
      },
    ]);
    const task = await spine.db.select().from(tasks).where(eq(tasks.id, one.taskId)).get();
    // The instance records no task of its own steps, but where answers come from now.
    expect(task?.conversation).toBe(`slack:${fallback}:${asked?.ts}`);
    const { id, digest } = await rowOf(one, "post-1");
    const message = { channel: fallback, ts: asked?.ts ?? "" };
    await clickOn("U0MAYA", "approval.approve", { approvalId: id, digest, message });
    expect(await one.run()).toEqual(["post-1 applied"]);
    expect(await titlesOut(mark)).toHaveLength(1);
    expect(JSON.stringify(await messagesIn(fallback))).toContain("Approved");
  });

  it("waits on the dashboard when the token is revoked", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await people("token", { state: "token_revoked" });
    expect(await one.run()).toMatchObject({ waits: expect.any(Number) });
    expect(await missedBy(one)).toMatchObject([
      { where: "slack", mend: expect.stringContaining("SLACK_BOT_TOKEN"), instead: null },
    ]);
    expect((await rowOf(one, "post-1")).status).toBe("pending");
    await people("token", { state: "valid" });
    await say(one, "post-1");
    await say(one, "blog-1", "rejected");
    expect(await one.run()).toEqual(["post-1 applied", "blog-1 rejected"]);
  });

  it("is asked in few words where its form is refused", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post"));
    await people("refuse", { method: "chat.postMessage", error: "msg_blocks_too_long" });
    expect(await one.run()).toMatchObject({ waits: expect.any(Number) });
    expect(JSON.stringify(await messagesIn(home))).toContain("All of it is on");
    expect(await missedBy(one)).toEqual([]);
  });
});

describe("an approved effect", () => {
  it("happens though the message that asked for it is gone, and is told anew", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post"));
    await one.run();
    const { at } = await questionIn(one);
    await people("delete", at);
    await say(one, "post-1");
    expect(await one.run()).toEqual(["post-1 applied"]);
    const told = (await messagesIn(home)).filter((message) => JSON.stringify(message).includes("Approved"));
    expect(told).toMatchObject([{ thread_ts: one.root }]);
    expect(await missedBy(one)).toEqual([]);
  });

  it("happens though its channel and the other one are deleted by then", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await one.run();
    for (const channel of [home, fallback]) await people("channel", { channel, state: "deleted" });
    await say(one, "post-1");
    await say(one, "blog-1");
    expect(await one.run()).toEqual(["post-1 applied", "blog-1 applied"]);
    expect(await titlesOut(mark)).toHaveLength(2);
    expect((await missedBy(one)).length).toBeGreaterThan(0);
  });

  it("happens whatever its approver had to say, and however long", async () => {
    const mark = unique();
    const one = await anInstance(parts(mark, "post", "blog"));
    await one.run();
    await say(one, "post-1", "rejected", "maya", "because ".repeat(9000));
    await say(one, "blog-1");
    expect(await one.run()).toEqual(["post-1 rejected", "blog-1 applied"]);
    expect(await missedBy(one)).toEqual([]);
  });
});

it("a place that can't be told is in the inbox until something gets through, or somebody has mended it", async () => {
  const inbox = async (): Promise<{ undelivered: { where: string; count: number }[] }> =>
    JSON.parse(await (await api("/api/approvals")).text());
  const [one, other] = [await aTask(), await aTask()];
  const tell = async (taskId: string, channel: string, key = "told") =>
    tellNotice(spine, { taskId, key, notice: { channel, thread: null, text: mrkdwn`So be it.` } });
  for (const channel of [home, "C0FEEDBACK"]) await people("channel", { channel, state: "archived" });
  await tell(one, home);
  await tell(other, home);
  await tell(other, "C0FEEDBACK", "feedback");
  expect((await inbox()).undelivered.slice(0, 2)).toMatchObject([
    { where: "slack:C0FEEDBACK", count: 1, taskId: other, words: "So be it." },
    { where: `slack:${home}`, mend: expect.stringContaining("Unarchive"), taskId: other },
  ]);
  await people("channel", { channel: home, state: "open" });
  await tell(one, home, "again");
  expect((await send("/api/notices/mended", { where: "slack:C0FEEDBACK" })).status).toBe(200);
  const left = (await inbox()).undelivered.map(({ where }) => where);
  expect(left).not.toContain("slack:C0FEEDBACK");
  expect(left).not.toContain(`slack:${home}`);
});

it("a notice of no workflow is told elsewhere too, and without a thread that is gone", async () => {
  const taskId = await aTask();
  const notice = { channel: home, thread: "1.1", text: mrkdwn`It is so ${taskId}.` };
  expect(await tellNotice(spine, { taskId, key: "told", notice })).toMatchObject({ kind: "done" });
  expect(await messagesIn(home)).toMatchObject([{ text: expect.stringContaining(taskId) }]);
  expect(await missedBy({ taskId })).toEqual([]);
});
