import { changeFix } from "../../shared/db/fixes.ts";
import { mention } from "../../shared/integrations/slack/mention.ts";
import { code, joined, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { BugTask } from "./bug-task.ts";
import { plan } from "./plan.ts";

/** For a bug that hardly anybody meets: its cause is found and said, and nothing is touched. */
export async function reportCause(run: DurableRun, task: BugTask): Promise<Ending> {
  const { planned } = await plan(run, task, 1, null);
  await run.once("reported", async () => {
    await run.recordNow([], [changeFix(run.spine, run.taskId, { state: "reported" })]);
  });
  const { rootCause, confidence, affectedFiles } = planned.discovery;
  return {
    kind: "done",
    url: null,
    message: {
      text: mrkdwn`:mag: ${mention(run.spine.settings.PEOPLE, task.requester)} the cause, as far as I can see (${Math.round(confidence * 100)} % sure): ${rootCause}\nIn ${joined(affectedFiles.map(code), mrkdwn`, `)} of ${task.repository}. It is too rare for a plan; \`/agent run\` makes one.`,
    },
  };
}
