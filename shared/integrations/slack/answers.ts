import type { ServiceAnswers } from "../../domain/answers.ts";

/**
 * Slack's errors, most of which come with the status 200 (docs.slack.dev/reference/methods/chat.postMessage#errors): any name that
 * isn't here is a refusal. Of its own trouble it says that some of what was asked may have been done.
 */
export const slackAnswers: ServiceAnswers = {
  name: "Slack",
  door: "slack",
  codes: {
    ratelimited: "limited",
    rate_limited: "limited",
    message_limit_exceeded: "limited",
    accesslimited: "down",
    team_added_to_org: "down",
    org_login_required: "down",
    external_channel_migrating: "down",
    service_unavailable: "lost",
    request_timeout: "lost",
    internal_error: "lost",
    fatal_error: "lost",
  },
  tokenCodes: ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"],
};
