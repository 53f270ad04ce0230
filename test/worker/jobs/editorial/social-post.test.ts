import { expect, it } from "vitest";
import { onBluesky } from "../../support/networks.ts";
import { click, messageWithButton, referenceIn, submitModal, thread } from "../../support/slack.ts";
import { unique } from "../../support/spine.ts";
import { asked, reported, request } from "../../support/task.ts";

it("drafts a post for Bluesky, takes up a revision, and publishes exactly the approved text", async () => {
  const mark = unique();
  const link = `https://blog.example/posts/${mark}/`;
  const text = `<@U0SIGNALBOX> a bluesky post about ${mark}\nLink: ${link}\n- Trains run on time`;
  const { thread: ts, taskId } = await request(text);
  await asked(taskId, 1, "bluesky");
  const question = JSON.stringify(await messageWithButton(ts, "approval.approve"));
  expect(question).toContain("of 300 characters");
  await submitModal("U0MAYA", "approval.revise", "feedback", await referenceIn(ts), "Name the fog.");
  await asked(taskId, 2, "bluesky");
  expect(await onBluesky(mark)).toEqual([]);
  await click("U0MAYA", ts, "approval.approve");
  const done = await reported(taskId, "done");

  const posts = await onBluesky(mark);
  expect(posts).toHaveLength(1);
  for (const words of ["Name the fog.", "Trains run on time", link])
    expect(posts[0]?.record.text).toContain(words);
  expect(done.task).toMatchObject({
    kind: "social_post",
    result: { url: expect.stringContaining(posts[0]?.rkey ?? "?") },
  });
  expect(done.approvals.map((approval) => approval.status)).toEqual(["revised", "approved"]);
  expect((await thread(ts)).at(-1)?.text).toContain("published, approved by <@U0MAYA>");
});
