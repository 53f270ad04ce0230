import { z } from "zod";
import { blueskyProblems } from "../domain/bluesky-text.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { postFields, postText } from "./post-fields.ts";
import { dueAt } from "./publish-at.ts";
import { quoted } from "./quoted.ts";

const blueskyPostSchema = z.strictObject({ ...postFields, text: postText(blueskyProblems) });
export type BlueskyPost = z.infer<typeof blueskyPostSchema>;

const publishedOnBluesky = z.object({ uri: z.string(), cid: z.string(), url: z.string() });
export type PublishedOnBluesky = z.infer<typeof publishedOnBluesky>;

/** A post on Bluesky, of the account that is set. */
export const blueskyPost: ActionKindModule<"bluesky_post", BlueskyPost, PublishedOnBluesky> = {
  kind: "bluesky_post",
  schema: blueskyPostSchema,
  result: publishedOnBluesky,
  service: "bluesky",
  target: ({ draftId }) => `bluesky:${draftId}`,
  preview: (post) => ({ title: "Post on Bluesky", body: quoted(post) }),
  dueAt,
  wording: ["text"],
  apply: async () => ({ kind: "refused", error: "Bluesky is not connected" }),
  reconcile: async () => ({ kind: "absent" }),
};
