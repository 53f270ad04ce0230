import type { ServiceAnswers } from "../../domain/answers.ts";

/** Sentry has statuses alone (docs.sentry.io/api/ratelimits). */
export const sentryAnswers: ServiceAnswers = { name: "Sentry", door: "sentry" };
