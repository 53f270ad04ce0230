import { type BlueskyPost, blueskyPost, type PublishedOnBluesky } from "../../../actions/bluesky-post.ts";
import { blueskyLimits } from "../../../domain/bluesky-text.ts";
import { countGraphemes } from "../../../domain/text-length.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** The team's account on Bluesky. */
export const bluesky: Outlet<"bluesky_post", BlueskyPost, PublishedOnBluesky> = {
  step: "bluesky",
  noun: "Bluesky post",
  effect: blueskyPost,
  facts: ({ text }) => [mrkdwn`${countGraphemes(text)} of ${blueskyLimits.graphemes} characters`],
  outcome: ({ url }) => ({ url, note: null }),
};
