import type { ServiceAnswers } from "../../domain/answers.ts";

/** Gmail's reasons for a 403 or 429 that pass (developers.google.com/workspace/gmail/api/guides/handle-errors). */
export const gmailAnswers: ServiceAnswers = {
  name: "Gmail",
  door: "gmail",
  codes: {
    rateLimitExceeded: "limited",
    userRateLimitExceeded: "limited",
    quotaExceeded: "limited",
    dailyLimitExceeded: "limited",
    backendError: "lost",
  },
};

/** Where its tokens come from. */
export const googleSignIn: ServiceAnswers = {
  name: "Google's sign-in",
  door: "gmail",
  codes: { temporarily_unavailable: "down", internal_failure: "down" },
  tokenCodes: ["invalid_grant", "invalid_client", "unauthorized_client"],
};
