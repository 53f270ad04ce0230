import { z } from "zod";
import { firstWords } from "../../../../domain/said.ts";
import { briefFields, platforms } from "../../brief-fields.ts";
import type { EditorialKind } from "../../kind.ts";
import { postParts } from "../../parts/posts.ts";
import { type SeveralDraft, severalOf } from "../../parts/several.ts";
import { publicationTime } from "../../publication-time.ts";
import { draftSystem } from "./prompt.ts";

const { topic, tone, keyPoints, link, platforms: wanted, times } = briefFields;
const brief = z.object({ topic, tone, keyPoints, link, platforms: wanted, times });
const posts = severalOf(postParts);

/** One idea, as a post on each network that is asked for, in words of its own on each. */
export const socialPost: EditorialKind<typeof brief, SeveralDraft> = {
  kind: "social_post",
  desk: "content",
  meaning: "a short post on one or more social networks: Bluesky, LinkedIn, Threads",
  cues: [
    "a bluesky post about the new exports",
    "post on linkedin and threads that we are hiring",
    "share our release on social media",
  ],
  orderedAs:
    /(?:social(?: media)? posts?|(?:bluesky|linkedin|threads) (?:post|update)|(?:post|something|this|publish) (?:on|for|to|für|auf) (?:bluesky|linkedin|threads|social media))/,
  words: {
    noun: "social post",
    plural: "social posts",
    begun: "posts about",
    it: "the posts",
    done: "published",
  },
  brief,
  example: {
    topic: "calm releases",
    tone: "plain",
    keyPoints: ["A release can be taken back"],
    link: "https://blog.example/posts/calm-releases/",
    platforms: [],
    times: [],
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
  schema: posts.schema,
  maxTokens: 4000,
  problems: (draft, known, source) =>
    posts.problems(draft, wantedOf(known), [known.link, known.topic, ...known.keyPoints, source]),
  outlets: posts.outlets,
  pieces: async (spine, draft, commission) => {
    const { taskId, project, brief: known } = commission;
    return posts.pieces(draft, async (name) => ({
      spine,
      taskId,
      project,
      link: known.link,
      publishAt: await publicationTime(spine, commission, name),
      recipients: [],
    }));
  },
  textOf: posts.textOf,
  outline: (draft) => {
    const names = posts.namesIn(draft);
    const [first = ""] = names;
    const text = draft[first];
    return {
      title: (typeof text === "string" && firstWords(text)) || "",
      size: names.length === 1 ? `one post, for ${first}` : `${names.length} posts: ${names.join(", ")}`,
      data: { platforms: names },
    };
  },
};

/** The networks that a brief names; all where it names none. */
function wantedOf(known: { platforms: readonly string[] }): Set<string> {
  return new Set(known.platforms.length === 0 ? platforms : known.platforms);
}
