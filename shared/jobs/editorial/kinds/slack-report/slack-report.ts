import { z } from "zod";
import { briefFields } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { slack } from "../../outlets/slack.ts";
import { channelField, reportChannel } from "../../report-channel.ts";
import { publicationTime } from "../../publication-time.ts";
import { type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, tone, keyPoints, period, channel, times } = briefFields;
const brief = z.object({ topic, tone, keyPoints, period, channel, times });

/** A report that is posted where the request says, or else where it was made. */
export const slackReport: EditorialKind<typeof brief, Draft> = {
  kind: "slack_report",
  desk: "report",
  meaning: "a status or summary report to the team in Slack, of points that the requester gives",
  cues: [
    "post a report about this week in #releases",
    "a report on these points",
    "give the team a summary of the month",
  ],
  orderedAs: /(?:slack|status) report/,
  words: {
    noun: "Slack report",
    plural: "Slack reports",
    begun: "a report about",
    it: "the report",
    done: "posted",
  },
  brief,
  example: {
    topic: "calm releases",
    tone: null,
    keyPoints: ["Nine releases, none taken back"],
    period: "this week",
    channel: "<#C012AB3CD|releases>",
    times: [],
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What is the report about?", isPresent: (known) => Boolean(known.topic?.trim()) },
    {
      name: "key points",
      ask: "What is there to report? At least one point, on a line that starts with a dash.",
      isPresent: (known) => known.keyPoints.length > 0,
    },
    channelField,
  ],
  system: draftSystem,
  schema: draftSchema,
  maxTokens: 4000,
  problems: draftProblems,
  outlets: [sealOutlet(slack)],
  pieces: async (spine, { title, markdown }, commission) => {
    const where = reportChannel(spine, commission);
    const publishAt = await publicationTime(spine, commission, "report");
    return [piece(slack, { channel: where, title: title.trim(), markdown: markdown.trim(), publishAt })];
  },
  textOf: ({ title, markdown }) => `${title}\n\n${markdown}`,
  outline: ({ title, markdown }) => ({
    title,
    size: `${markdown.length} characters`,
    data: { characters: markdown.length },
  }),
};
