import { addressed } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { DurableRun } from "../durable-run.ts";
import { heardOf, question } from "../question.ts";
import type { BugTask } from "./bug-task.ts";
import type { Version } from "./plan.ts";

/** The questions about the repository have the numbers before. */
const firstQuestion = 10;

/**
 * A plan that its own author is not sure of is not worth anybody's review: people are asked what they know. Null when
 * the plan is to be shown as it is.
 */
export async function askForMore(
  run: DurableRun,
  { requester, sure }: BugTask,
  { revision, planned }: Version,
): Promise<string | null> {
  const { confidence, rootCause } = planned.discovery;
  if (confidence >= sure) return null;
  const { replies } = await question(run, firstQuestion + revision, async () => heardOf(run), {
    asker: addressed(run.spine.settings.PEOPLE, requester),
    words: mrkdwn`I am only ${Math.round(confidence * 100)} % sure of the cause: ${rootCause}\nWhat else do you know? \`go on\` shows you the plan as it is.`,
    data: { reason: "the cause is not clear", confidence, sure },
  });
  const words = replies.at(-1)?.text ?? "";
  return /^\s*go on\b/i.test(words) ? null : words;
}
