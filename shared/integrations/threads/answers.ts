import type { ServiceAnswers } from "../../domain/answers.ts";

/**
 * Meta's numbers for what passes (developers.facebook.com/docs/graph-api/guides/error-handling): 4, 17, 32 and 613 are limits, 1 and
 * 2 its own trouble.
 */
export const threadsAnswers: ServiceAnswers = {
  name: "Threads",
  door: "threads",
  codes: { "1": "lost", "2": "lost", "4": "limited", "17": "limited", "32": "limited", "613": "limited" },
};
