import { z } from "zod";
import { actorOfSlack } from "../../../../domain/actor.ts";
import { mention } from "../../../../integrations/slack/mention.ts";
import { mrkdwn } from "../../../../integrations/slack/mrkdwn.ts";
import { identityOfWords } from "../identity-of-words.ts";
import { telling } from "../reaction.ts";
import type { ReportSource } from "../report-source.ts";

const origin = z.strictObject({ kind: z.literal("slack"), channel: z.string(), user: z.string() });

/** Slack's `/agent run`. The task's own thread there tells of plans and merges. */
export const slackSource: ReportSource<"slack", z.infer<typeof origin>> = {
  name: "slack",
  origin,
  signals: { "slack.agent": "Slack command /agent" },
  judged: { by: "request" },
  page: () => null,
  identity: identityOfWords,
  evidence: () => null,
  complete: null,
  tell: {
    linked: ({ channel, user }, { key, title, reason, people }) => {
      const who = mention(people, actorOfSlack(people, user));
      const text = mrkdwn`:link: ${who} No new fix for "${title}": ${reason}.`;
      return [telling(key, { channel, thread: null, text })];
    },
    planned: () => [],
    merged: () => [],
    failed: () => [],
  },
  resolve: () => [],
};
