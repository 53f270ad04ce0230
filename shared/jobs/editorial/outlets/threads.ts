import { type PublishedOnThreads, type ThreadsPost, threadsPost } from "../../../actions/threads-post.ts";
import { threadsLength, threadsLimits } from "../../../domain/threads-text.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** The team's account on Threads. */
export const threads: Outlet<"threads_post", ThreadsPost, PublishedOnThreads> = {
  step: "threads",
  noun: "Threads post",
  effect: threadsPost,
  facts: ({ text }) => [mrkdwn`${threadsLength(text)} of ${threadsLimits.characters} characters`],
  outcome: ({ url }) => ({ url, note: null }),
};
