import { z } from "zod";
import { threadsProblems } from "../domain/threads-text.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { postFields } from "./post-fields.ts";
import { dueAt } from "./publish-at.ts";
import { quoted } from "./quoted.ts";

const threadsPostSchema = z
  .strictObject({ ...postFields, text: z.string() })
  .superRefine(({ text, link }, context) => {
    for (const message of threadsProblems(text, link))
      context.addIssue({ code: "custom", path: ["text"], message });
  });
export type ThreadsPost = z.infer<typeof threadsPostSchema>;

const publishedOnThreads = z.object({ postId: z.string(), url: z.string() });
export type PublishedOnThreads = z.infer<typeof publishedOnThreads>;

/** A post on Threads, of the account that is connected. */
export const threadsPost: ActionKindModule<"threads_post", ThreadsPost, PublishedOnThreads> = {
  kind: "threads_post",
  schema: threadsPostSchema,
  result: publishedOnThreads,
  service: "threads",
  target: ({ draftId }) => `threads:${draftId}`,
  preview: (post) => ({ title: "Post on Threads", body: quoted(post) }),
  dueAt,
  wording: ["text"],
  apply: async () => ({ kind: "refused", error: "Threads is not connected" }),
  reconcile: async () => ({ kind: "absent" }),
};
