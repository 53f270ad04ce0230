import { linkedinPost, type LinkedinPost, type PublishedOnLinkedin } from "../../../actions/linkedin-post.ts";
import { linkedinLength, linkedinLimit } from "../../../integrations/linkedin/little-text.ts";
import { mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** LinkedIn, under the account that is connected. */
export const linkedin: Outlet<"linkedin_post", LinkedinPost, PublishedOnLinkedin> = {
  step: "linkedin",
  noun: "LinkedIn post",
  effect: linkedinPost,
  facts: ({ text, link }) => [
    mrkdwn`LinkedIn, ${linkedinLength(text)} of ${linkedinLimit} characters`,
    ...(link === null ? [] : [mrkdwn`card: ${link}`]),
  ],
  outcome: ({ url, readBack }) => ({
    url,
    note:
      readBack === "different"
        ? mrkdwn`:warning: LinkedIn shows it otherwise than it was approved: look at it.`
        : null,
  }),
};
