import type { ServiceAnswers } from "../../domain/answers.ts";

/**
 * Resend's names for what is wrong (resend.com/docs/api-reference/errors). A quota of the day is there again on the next one; that an
 * earlier request under the same key is still on its way leaves open what becomes of it.
 */
export const resendAnswers: ServiceAnswers = {
  name: "Resend",
  door: "mail",
  codes: {
    rate_limit_exceeded: "limited",
    daily_quota_exceeded: "limited",
    monthly_quota_exceeded: "limited",
    concurrent_idempotent_requests: "lost",
    application_error: "lost",
    internal_server_error: "lost",
  },
  tokenCodes: ["missing_api_key", "invalid_api_key", "restricted_api_key"],
};
