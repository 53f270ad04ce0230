import { expect, it } from "vitest";
import { unique } from "../../support/spine.ts";
import { api, request, send, taskIn, type TaskView } from "../../support/task.ts";

/** Sends what is said in the channel of the tests to a kind. */
async function routeTo(kind: string): Promise<void> {
  const { rules } = JSON.parse(await (await api("/api/settings")).text());
  const editorial = { ...rules.value.editorial, routes: [{ channel: "C0CONTENT", kind }] };
  const changed = { rules: { ...rules.value, editorial }, version: rules.version };
  expect((await send("/api/settings/rules", changed, {}, "PUT")).status).toBe(200);
}

const types = ({ timeline }: TaskView): string[] => timeline.map(({ type }) => type);

it("sends what rules know to its desk's queue, says which rule it was, and asks nobody what it is", async () => {
  await routeTo("feedback_triage");
  const { taskId } = await request(
    `<@U0SIGNALBOX> ${unique()}\n- Export is slow\n- Export times out\n- Dark mode`,
  );
  const view = await taskIn(taskId, "waiting_approval", ({ approvals }) => approvals.length > 0);
  expect(view.task.kind).toBe("feedback_triage");
  expect(view.timeline.find(({ type }) => type === "task.queued")?.data["queue"]).toBe("feedback-tasks");
  expect(view.timeline.find(({ type }) => type === "request.routed")?.summary).toBe(
    "feedback triage, since route 1 of the rules says so for channel C0CONTENT",
  );
  expect(types(view)).not.toContain("intent.classified");
  expect(view.actions.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["slack_report", "jira_create_ticket"]),
  );

  await routeTo("meeting");
  const meeting = await request(`<@U0SIGNALBOX> ${unique()}`);
  const refused = await taskIn(meeting.taskId, "rejected");
  expect(refused.timeline.find(({ type }) => type === "task.queued")?.data["queue"]).toBe("meeting-tasks");
  expect(refused.cost.calls).toBe(0);
});

it("drafts a campaign as pieces with words and times of their own", async () => {
  await routeTo("campaign");
  const { taskId } = await request(
    `<@U0SIGNALBOX> launch campaign for ${unique()}\nblog on 2099-06-01 9:00, posts at 10:00\n- It is new\n- It is fast`,
  );
  const view = await taskIn(taskId, "waiting_approval", ({ approvals }) => approvals.length === 4);
  const { actions } = JSON.parse(await (await api(`/api/tasks/${taskId}`)).text());
  const pieces: { kind: string; payload: { publishAt: string | null; text?: string } }[] = actions.filter(
    ({ kind }: { kind: string }) => kind !== "notification_internal",
  );
  expect(new Map(pieces.map(({ kind, payload }) => [kind, payload.publishAt]))).toEqual(
    new Map([
      ["blog_publish", "2099-06-01T09:00:00.000Z"],
      ["bluesky_post", "2099-06-01T10:00:00.000Z"],
      ["linkedin_post", "2099-06-01T10:00:00.000Z"],
      ["threads_post", "2099-06-01T10:00:00.000Z"],
    ]),
  );
  expect(new Set(pieces.flatMap(({ payload }) => payload.text ?? [])).size).toBe(3);
  expect(view.task.kind).toBe("campaign");
});
