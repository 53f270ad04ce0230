import type { ServiceAnswers } from "../../domain/answers.ts";

/** LinkedIn's names for what passes (learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits). */
export const linkedinAnswers: ServiceAnswers = {
  name: "LinkedIn",
  door: "linkedin",
  codes: { TOO_MANY_REQUESTS: "limited", SERVICE_UNAVAILABLE: "lost", INTERNAL_SERVER_ERROR: "lost" },
};

/** Where its tokens come from. */
export const linkedinSignIn: ServiceAnswers = {
  name: "LinkedIn's sign-in",
  door: "linkedin",
  codes: { temporarily_unavailable: "down", server_error: "down" },
};
