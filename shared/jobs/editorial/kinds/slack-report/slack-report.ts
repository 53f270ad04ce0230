import { z } from "zod";
import { unknownChannel } from "../../../../actions/slack-target.ts";
import { knownChannels } from "../../../../policy/known-places.ts";
import { SignalboxError } from "../../../../platform/errors.ts";
import { briefFields } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { slack } from "../../outlets/slack.ts";
import { channelIn } from "./channel.ts";
import { type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, tone, keyPoints } = briefFields;
const period = z.string().nullable().describe("the time that a report covers");
const channel = z
  .string()
  .nullable()
  .describe(
    "the Slack channel in which a report should stand, exactly as it is written: <#C012AB3CD|name>, #name or an id",
  );
const brief = z.object({ topic, tone, keyPoints, period, channel });

/** A report that is posted where the request says, or else where it was made. */
export const slackReport: EditorialKind<typeof brief, Draft> = {
  kind: "slack_report",
  desk: "report",
  meaning: "a status or summary report to the team",
  cues: ["post a report about this week in #releases", "give the team a summary of the month"],
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
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What is the report about?", isPresent: (known) => Boolean(known.topic?.trim()) },
    {
      name: "key points",
      ask: "What is there to report? At least one point, on a line that starts with a dash.",
      isPresent: (known) => known.keyPoints.length > 0,
    },
    {
      name: "channel",
      ask: "Where should it stand? Choose the channel so that Slack links it, or give its id: a name alone is not enough.",
      isPresent: (known, asked) => channelOf(known, asked) !== null,
    },
  ],
  system: draftSystem,
  schema: draftSchema,
  maxTokens: 4000,
  problems: draftProblems,
  outlets: [sealOutlet(slack)],
  pieces: async (spine, { title, markdown }, commission) => {
    const where = channelOf(commission.brief, commission);
    if (where === null) throw new SignalboxError("bad_request", "the report has no channel to stand in");
    // Where it was asked for is a conversation; any other channel must be the team's.
    const stranger =
      where === commission.channel
        ? null
        : unknownChannel(where, { channels: knownChannels(spine.settings.RULES) });
    if (stranger !== null) throw new SignalboxError("bad_request", stranger);
    return [
      piece(slack, { channel: where, title: title.trim(), markdown: markdown.trim(), publishAt: null }),
    ];
  },
  textOf: ({ title, markdown }) => `${title}\n\n${markdown}`,
  outline: ({ title, markdown }) => ({
    title,
    size: `${markdown.length} characters`,
    data: { characters: markdown.length },
  }),
};

/** The channel that the request names; where it names none, the one in which it was made. */
function channelOf(known: { channel: string | null }, asked: { channel: string | null }): string | null {
  return known.channel === null ? asked.channel : channelIn(known.channel);
}
