import { expect, it } from "vitest";
import {
  click,
  faults,
  postSlack,
  referenceIn,
  sandbox,
  type SlackMessage,
  submitModal,
  thread,
  writeInSlack,
} from "../../support/slack.ts";
import { unique } from "../../support/spine.ts";
import { asked, reported, request, taskIn } from "../../support/task.ts";

const reportOn = (mark: string, where = "") =>
  `<@U0SIGNALBOX> a slack report about the week ${mark}${where}\nPeriod: this week\n- Nine releases\n- None was taken back`;

/** The messages of ours in a channel that begin no thread of a task and have a word in them. */
async function reportsIn(channel: string, mark: string): Promise<SlackMessage[]> {
  const { messages } = await sandbox<{ messages: SlackMessage[] }>(
    `/slack/_people/messages?channel=${channel}`,
  );
  return messages.filter(
    ({ thread_ts, text, blocks }) =>
      thread_ts === undefined && text.includes(mark) && blocks?.[0]?.type === "header",
  );
}

it("drafts a report, takes up a revision, and posts it once where the request says, whatever Slack answers", async () => {
  const mark = unique();
  const { thread: ts, taskId } = await request(reportOn(mark, " in <#C0ENGINEERING|engineering>"));
  await asked(taskId, 1, "post");
  await submitModal("U0MAYA", "approval.revise", "feedback", await referenceIn(ts), "Name the fog.");
  await asked(taskId, 2, "post");
  expect(await reportsIn("C0ENGINEERING", mark)).toEqual([]);
  await faults("slack", { path: "chat.postMessage", match: mark, drop: true, times: 1 });
  await click("U0MAYA", ts, "approval.approve");
  const done = await reported(taskId, "done");

  const posted = await reportsIn("C0ENGINEERING", mark);
  expect(posted).toHaveLength(1);
  expect(posted[0]).toMatchObject({
    blocks: [{ type: "header", text: { text: expect.stringMatching(/, this week$/) } }, { type: "section" }],
    metadata: { event_payload: { action_id: `${taskId}.post-2` } },
  });
  for (const words of ["Name the fog.", "None was taken back"]) {
    expect(posted[0]?.text).toContain(words);
    expect(JSON.stringify(posted[0]?.blocks)).toContain(words);
  }
  expect(done.task.kind).toBe("slack_report");
  expect(done.approvals.map((approval) => approval.status)).toEqual(["revised", "approved"]);
  expect((await thread(ts)).at(-1)?.text).toContain(
    "posted, approved by <@U0MAYA>.\nIt stands in <#C0ENGINEERING>",
  );
});

it("posts it where it was asked for when the request names no channel", async () => {
  const mark = unique();
  const { thread: ts, taskId } = await request(reportOn(mark));
  await asked(taskId, 1, "post");
  await click("U0MAYA", ts, "approval.approve");
  await reported(taskId, "done");
  expect(await reportsIn("C0CONTENT", mark)).toHaveLength(1);
});

it("asks for a channel that it can find", async () => {
  const { thread: ts, taskId } = await request(reportOn(unique(), " in #nowhere"));
  const view = await taskIn(taskId, "waiting_reply");
  expect(view.timeline.findLast((entry) => entry.type === "question.asked")?.data["missing"]).toEqual([
    "channel",
  ]);
  await postSlack((await writeInSlack("U0PRIYA", "<#C0ENGINEERING|engineering>", ts)).event);
  await asked(taskId, 1, "post");
});
