import { z } from "zod";
import { briefFields } from "../../brief-fields.ts";
import { faithfully, material } from "../../draft-prompt.ts";
import type { EditorialKind } from "../../kind.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { slack } from "../../outlets/slack.ts";
import { channelField, reportChannel } from "../../report-channel.ts";
import { type Draft, draftProblems, draftSchema, markdownOf } from "./draft.ts";

const { topic, audience, keyPoints, channel } = briefFields;
const brief = z.object({ topic, audience, keyPoints, channel });

/** Ideas for growth, each with its first step, as a message to the team. */
export const growthIdeas: EditorialKind<typeof brief, Draft> = {
  kind: "growth_ideas",
  desk: "growth",
  meaning: "several ideas for growth: how to win, activate or keep more customers",
  cues: ["ideas to grow our newsletter", "brainstorm how we get more trial signups"],
  orderedAs: /(?:growth ideas|ideas (?:for|to) (?:growth|grow|more signups))/,
  words: {
    noun: "list of growth ideas",
    plural: "lists of growth ideas",
    begun: "ideas for",
    it: "the ideas",
    done: "posted",
  },
  brief,
  example: {
    topic: "more trials of the exports",
    audience: "platform engineers",
    keyPoints: ["Half of the trials never export anything"],
    channel: "<#C012AB3CD|growth>",
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What should grow?", isPresent: (known) => Boolean(known.topic?.trim()) },
    channelField,
  ],
  system: `You think of ways to grow for a software team. ${material}

Give ideas that differ from each other, the cheapest to try first, each for the audience of the brief. An idea is a guess: say why
it could work, never that it will. ${faithfully}`,
  schema: draftSchema,
  maxTokens: 4000,
  problems: draftProblems,
  outlets: [sealOutlet(slack)],
  pieces: async (spine, draft, commission) => [
    piece(slack, {
      channel: reportChannel(spine, commission),
      title: draft.title.trim(),
      markdown: markdownOf(draft),
      publishAt: null,
    }),
  ],
  textOf: (draft) => `${draft.title}\n\n${markdownOf(draft)}`,
  outline: ({ title, ideas }) => ({ title, size: `${ideas.length} ideas`, data: { ideas: ideas.length } }),
};
