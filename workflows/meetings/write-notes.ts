import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { redact } from "../../shared/platform/redact.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { DurableRun } from "../durable-run.ts";
import { type Ending, openThread, runTask, startTask, type TaskStart } from "../run-task.ts";
import { agreeOnNotes } from "./agree-on-notes.ts";
import { beginMeeting, type BegunMeeting } from "./begun-meeting.ts";
import { type Followed, followUp } from "./follow-up.ts";
import { takeNotes } from "./take-notes.ts";

/** Reads what was said in a meeting, has people agree to what is noted of it, and sees to what follows. */
export async function writeNotes(run: DurableRun): Promise<void> {
  await runTask(run, async () => noted(run, await startTask(run)));
}

async function noted(run: DurableRun, start: TaskStart): Promise<Ending> {
  const begun = beginMeeting(run, start);
  if (run.thread !== null)
    await openThread(run, mrkdwn`:memo: The transcript of *${begun.came.title}* has come. I take the notes.`);
  const taken = await takeNotes(run, begun);
  if (taken.kind === "nothing")
    return {
      kind: "done",
      url: null,
      message: {
        text: mrkdwn`:memo: ${who(run, begun)} there are no notes of *${begun.came.title}*: ${taken.reason}.`,
      },
    };
  const decided = await agreeOnNotes(run, begun);
  if (decided.kind !== "applied") {
    const reason = `the notes were ${decided.kind}: ${decided.reason}`;
    return {
      kind: "rejected",
      reason,
      message: { text: mrkdwn`:x: ${who(run, begun)} nothing was sent: ${cut(redact(reason), 500)}` },
    };
  }
  return endOf(run, begun, await followUp(run, begun));
}

function endOf(run: DurableRun, begun: BegunMeeting, { tickets, untold, decisions }: Followed): Ending {
  const parts = [
    ...(tickets > 0 ? [`${tickets} tickets are proposed`] : []),
    ...(untold === null ? [] : [untold]),
    ...(decisions > 0 ? [`${decisions} decisions are in the log, or suggested for it`] : []),
  ];
  return {
    kind: "done",
    url: dashboardLink(run.spine.settings, `/meetings/${encodeURIComponent(begun.came.meeting)}`),
    message: {
      text: mrkdwn`:memo: ${who(run, begun)} the notes of *${begun.came.title}* are agreed on${parts.length === 0 ? "" : `: ${parts.join("; ")}`}.`,
    },
  };
}

function who(run: DurableRun, { requester }: BegunMeeting) {
  return mention(run.spine.settings.PEOPLE, requester);
}
