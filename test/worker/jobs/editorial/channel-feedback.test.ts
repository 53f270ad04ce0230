import { like } from "drizzle-orm";
import { expect, it } from "vitest";
import { signals } from "../../../../shared/db/schema.ts";
import { editorial } from "../../../../shared/jobs/editorial/job.ts";
import { runSchedules } from "../../../../shared/jobs/editorial/schedule/run-schedules.ts";
import { taskIdOf } from "../../../../shared/spine/jobs.ts";
import { aSchedule } from "../../support/schedules.ts";
import { postSlack, sandbox, thread, writeInSlack } from "../../support/slack.ts";
import { spine } from "../../support/spine.ts";
import { asked, brief, request, taskIn } from "../../support/task.ts";

const say = async (text: string, thread_ts?: string) =>
  sandbox<{ ts: string }>("/slack/_people/message", {
    user: "U0JONAS",
    channel: "C0FEEDBACK",
    text,
    ...(thread_ts === undefined ? {} : { thread_ts }),
  });

it("sorts what stands in a channel that a schedule names as people type it, without whom it is about", async () => {
  const { ts } = await say("The export of <@U0LENA>'s carts is slow, says jo.smith@customer.example");
  await say("An answer in a thread about the export", ts);
  await say("Export timed out twice today, call +49 30 1234567");
  await say("Dark mode, please");
  const id = await aSchedule({
    kind: "feedback_triage",
    channel: "C0CONTENT",
    nextAt: spine.now() - 1000,
    text: "triage the feedback in #feedback of the last week",
  });
  await runSchedules(spine);
  const [signal] = await spine.db
    .select()
    .from(signals)
    .where(like(signals.id, `cron:${id}:%`));
  const view = await taskIn(await taskIdOf(signal?.id ?? "", editorial), "waiting_approval");
  const action = view.actions.find(({ kind }) => kind === "slack_report");
  const proposed = JSON.stringify(action);
  expect(proposed).toContain("[person]'s carts is slow, says [person]@customer.example");
  expect(proposed).toMatch(/From #feedback since \d{4}-\d\d-\d\d: 3 messages\./);
  for (const gone of ["U0LENA", "jo.smith", "1234567", "in a thread"]) expect(proposed).not.toContain(gone);
});

it("asks about a time that it doesn't understand, and reckons with the answer in the project's zone", async () => {
  const { thread: ts, taskId } = await request(`${brief}\npublish it soonish`);
  await taskIn(taskId, "waiting_reply");
  await expect
    .poll(async () => JSON.stringify(await thread(ts)))
    .toContain("I don't understand “soonish” as a time");
  const { event } = await writeInSlack("U0PRIYA", "publish it tomorrow at nine", ts);
  await postSlack(event);
  const { actions } = await asked(taskId);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  expect(JSON.stringify(actions)).toContain(`${tomorrow}T09:00:00.000Z`);
  expect(JSON.stringify(await thread(ts))).toMatch(/“tomorrow nine” is \w+ \d+ \w+, 09:00 \(UTC\)/);
});
