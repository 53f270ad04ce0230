import { z } from "zod";
import { type KeptText, socialDraft } from "../../../../actions/social-draft.ts";
import {
  blueskyLimits,
  countGraphemes,
  publishingIsNotBuilt,
  type SocialDraft,
} from "../../../../domain/social-draft.ts";
import { firstWords } from "../../../../domain/said.ts";
import { code, mrkdwn } from "../../../../integrations/slack/mrkdwn.ts";
import { briefFields } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, tone, keyPoints } = briefFields;
const link = z.string().nullable().describe("the address (http or https) that a short post should point at");
const brief = z.object({ topic, tone, keyPoints, link });

/** A post for Bluesky. What people approve is kept; it is published by nobody yet. */
export const socialPost: EditorialKind<typeof brief, Draft, SocialDraft, KeptText> = {
  kind: "social_post",
  meaning: "a short post on the social network Bluesky",
  words: {
    noun: "Bluesky post",
    plural: "Bluesky posts",
    begun: "a post for Bluesky about",
    it: "the post",
    done: "kept",
  },
  brief,
  example: {
    topic: "calm releases",
    tone: "plain",
    keyPoints: ["A release can be taken back"],
    link: "https://blog.example/posts/calm-releases/",
  },
  titleOf: (known) => known.topic,
  rubric: [
    { name: "topic", ask: "What is the post about?", isPresent: (known) => Boolean(known.topic?.trim()) },
    {
      name: "key points",
      ask: "What must it say? At least one point, on a line that starts with a dash.",
      isPresent: (known) => known.keyPoints.length > 0,
    },
  ],
  system: draftSystem,
  schema: draftSchema,
  maxTokens: 2000,
  problems: draftProblems,
  effect: socialDraft,
  step: "keep",
  payloadOf: async (_spine, { text }, { taskId }) => ({
    platform: "bluesky",
    draftId: taskId,
    text: text.trim(),
  }),
  textOf: ({ text }) => text,
  outline: ({ text }) => {
    const graphemes = countGraphemes(text);
    return {
      title: firstWords(text) ?? "",
      size: `${graphemes} of ${blueskyLimits.graphemes} characters`,
      data: { graphemes },
    };
  },
  facts: () => [],
  outcome: ({ key }) => ({
    url: null,
    note: mrkdwn`Nothing went out: ${publishingIsNotBuilt} (${code(key)} in R2).`,
  }),
  followUp: null,
};
