import { z } from "zod";
import { notificationInternal } from "../../../../actions/notification-internal.ts";
import { actorOfSlack } from "../../../../domain/actor.ts";
import { mention } from "../../../../domain/person.ts";
import { section } from "../../../../integrations/slack/approval-message.ts";
import { escapeMrkdwn } from "../../../../integrations/slack/mrkdwn.ts";
import { identityOfWords } from "../identity-of-words.ts";
import { acting } from "../reaction.ts";
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
      const words = `No new fix for "${title}": ${reason}.`;
      const text = `:link: ${mention(people, actorOfSlack(people, user))} ${escapeMrkdwn(words)}`;
      const blocks = [section(text.slice(0, 2900))];
      const payload = { channel, thread: null, text: text.slice(0, 3900), blocks, update: null };
      return [acting(key, notificationInternal, payload)];
    },
    planned: () => [],
    merged: () => [],
  },
  resolve: () => [],
};
