import type { ServiceAnswers } from "../../domain/answers.ts";

/** Microsoft Graph's names for what passes (learn.microsoft.com/graph/errors). */
export const graphAnswers: ServiceAnswers = {
  name: "Graph",
  door: "outlook",
  codes: {
    TooManyRequests: "limited",
    activityLimitReached: "limited",
    ApplicationThrottled: "limited",
    serviceNotAvailable: "lost",
    generalException: "lost",
  },
};

/** Where its tokens come from. `temporarily_unavailable` and `server_error` are OAuth's (rfc-editor.org/rfc/rfc6749). */
export const microsoftSignIn: ServiceAnswers = {
  name: "Microsoft's sign-in",
  door: "outlook",
  codes: { temporarily_unavailable: "down", server_error: "down" },
  tokenCodes: ["invalid_client", "unauthorized_client"],
};
