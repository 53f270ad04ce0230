import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { actionKindOf } from "../../../../shared/actions/registry.ts";
import { click, messageWithButton, referenceIn, submitModal, thread } from "../../support/slack.ts";
import { spine, unique } from "../../support/spine.ts";
import { asked, reported, request } from "../../support/task.ts";

it("drafts a post for Bluesky, takes up a revision, and keeps exactly the approved text", async () => {
  const mark = unique();
  const link = `https://blog.example/posts/${mark}/`;
  const text = `<@U0SIGNALBOX> a bluesky post about ${mark}\nLink: ${link}\n- Trains run on time`;
  const { thread: ts, taskId } = await request(text);
  await asked(taskId, 1, "keep");
  const question = JSON.stringify(await messageWithButton(ts, "approval.approve"));
  expect(question).toContain("of 300 characters");
  expect(question).toContain("publishing to Bluesky is not built yet");
  await submitModal("U0MAYA", "approval.revise", "feedback", await referenceIn(ts), "Name the fog.");
  await asked(taskId, 2, "keep");
  await click("U0MAYA", ts, "approval.approve");
  const done = await reported(taskId, "done");

  const action = done.actions.find(({ id }) => id === `${taskId}.keep-2`);
  const { objects } = await env.ARTEFACTS.list({ prefix: `social/${taskId}` });
  expect(objects.map(({ key }) => key)).toEqual([`social/${taskId}.keep-2.json`]);
  const kept = JSON.parse((await (await env.ARTEFACTS.get(objects[0]?.key ?? ""))?.text()) ?? "null");
  expect(kept).toMatchObject({ platform: "bluesky", digest: action?.digest });
  for (const words of ["Name the fog.", "Trains run on time", link]) expect(kept.text).toContain(words);

  expect(done.task).toMatchObject({ kind: "social_post", result: null });
  expect(done.approvals.map((approval) => approval.status)).toEqual(["revised", "approved"]);
  const last = (await thread(ts)).at(-1)?.text ?? "";
  expect(last).toContain("kept, approved by <@U0MAYA>");
  expect(last).toContain("Nothing went out: publishing to Bluesky is not built yet");
});

it("knows a text that it has kept when the answer was lost", async () => {
  const code = actionKindOf("social_draft");
  const action = {
    id: unique(),
    taskId: "editorial-1",
    target: "bluesky:editorial-1",
    digest: "d",
    sentAt: null,
    firstSentAt: null,
    progress: null,
    payload: { platform: "bluesky", draftId: "editorial-1", text: "Trains run on time." },
  };
  expect(await code?.reconcile(spine, action)).toEqual({ kind: "absent" });
  const applied = await code?.apply(spine, action);
  expect(applied).toEqual({ kind: "applied", result: { key: `social/${action.id}.json` } });
  expect(await code?.reconcile(spine, action)).toEqual({ ...applied, kind: "found" });
});
