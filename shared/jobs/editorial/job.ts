import { actorOfSlack } from "../../domain/actor.ts";
import { firstWords, type SlackMessage, type TypedRequest } from "../../domain/said.ts";
import { conversationKey } from "../../domain/signal.ts";
import { projectOfChannel } from "../../policy/rules.ts";
import type { Spine } from "../../spine/context.ts";
import { type Job, type Offer, type Offered, taking } from "../../spine/job.ts";
import { deskQueues } from "./desk-queues.ts";
import { lookBack } from "./look-back.ts";
import { requestForm, slackForm } from "./signals.ts";

const heard = (label: string) => taking(label, slackForm, async (spine, signal) => beginHeard(spine, signal));

/** The editorial desk: whatever people ask for in words, until it is understood as a kind of text. */
export const editorial: Job = {
  name: "editorial",
  queues: [
    deskQueues.content,
    deskQueues.community,
    deskQueues.feedback,
    deskQueues.growth,
    deskQueues.meeting,
    deskQueues.report,
  ],
  workflow: (env) => env.EDITORIAL,
  proposes: ["blog_publish", "blog_rebuild", "social_draft", "slack_report"],
  revisable: true,
  takes: {
    "slack.mention": heard("Slack mention"),
    "slack.command": heard("Slack command"),
    // Talk among people is heard for the answers in it alone; those have found their task before.
    "slack.message": taking("Slack message", slackForm, async () => ({
      kind: "decline",
      reason: "no open task in this thread",
    })),
    "api.request": taking("Request from the dashboard", requestForm, async (_spine, signal) =>
      beginTyped(signal),
    ),
  },
  budgetUsd: ({ LLM_TASK_BUDGET_USD }) => LLM_TASK_BUDGET_USD,
  duties: { lookBack },
};

function beginHeard({ settings }: Spine, { kind, body, taskId }: Offered<SlackMessage>): Offer {
  const by = actorOfSlack(settings.PEOPLE, body.user);
  return {
    kind: "begin",
    task: {
      kind: "undecided",
      title: firstWords(body.text),
      project: projectOfChannel(settings.RULES, body.channel),
      conversation: conversationKey(body.channel, body.thread ?? taskId),
      by,
      said: `${by} wrote to us (${kind})`,
    },
  };
}

function beginTyped({ body: { by, text, project } }: Offered<TypedRequest>): Offer {
  return {
    kind: "begin",
    task: {
      kind: "undecided",
      title: firstWords(text),
      project,
      conversation: null,
      by,
      said: `${by} asked on the dashboard`,
    },
  };
}
