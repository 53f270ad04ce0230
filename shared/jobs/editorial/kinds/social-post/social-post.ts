import { z } from "zod";
import { blueskyLimits } from "../../../../domain/bluesky-text.ts";
import { firstWords } from "../../../../domain/said.ts";
import { countGraphemes } from "../../../../domain/text-length.ts";
import { webAddress } from "../../../../platform/web-address.ts";
import { briefFields } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { bluesky } from "../../outlets/bluesky.ts";
import { piece, sealOutlet } from "../../outlets/outlet.ts";
import { type Draft, draftProblems, draftSchema } from "./draft.ts";
import { draftSystem } from "./prompt.ts";

const { topic, tone, keyPoints } = briefFields;
const link = z.string().nullable().describe("the address (http or https) that a short post should point at");
const brief = z.object({ topic, tone, keyPoints, link });

/** A post for Bluesky. */
export const socialPost: EditorialKind<typeof brief, Draft> = {
  kind: "social_post",
  desk: "content",
  meaning: "a short post on the social network Bluesky",
  cues: ["a bluesky post about the new exports", "share our release on social media"],
  words: {
    noun: "Bluesky post",
    plural: "Bluesky posts",
    begun: "a post for Bluesky about",
    it: "the post",
    done: "published",
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
  outlets: [sealOutlet(bluesky)],
  pieces: async (_spine, { text }, { taskId, brief: { link } }) => [
    piece(bluesky, {
      draftId: taskId,
      text: text.trim(),
      link: webAddress(link ?? "")?.href ?? null,
      publishAt: null,
    }),
  ],
  textOf: ({ text }) => text,
  outline: ({ text }) => {
    const graphemes = countGraphemes(text);
    return {
      title: firstWords(text) ?? "",
      size: `${graphemes} of ${blueskyLimits.graphemes} characters`,
      data: { graphemes },
    };
  },
};
