import { type KeptText, socialDraft } from "../../../actions/social-draft.ts";
import { publishingIsNotBuilt, type SocialDraft } from "../../../domain/social-draft.ts";
import { code, mrkdwn } from "../../../integrations/slack/mrkdwn.ts";
import type { Outlet } from "./outlet.ts";

/** A text that is kept and published by nobody. */
export const kept: Outlet<"social_draft", SocialDraft, KeptText> = {
  step: "keep",
  noun: "Bluesky post",
  effect: socialDraft,
  facts: () => [],
  outcome: ({ key }) => ({
    url: null,
    note: mrkdwn`Nothing went out: ${publishingIsNotBuilt} (${code(key)} in R2).`,
  }),
  followUp: null,
};
