import type { ServiceAnswers } from "../../domain/answers.ts";

/** 507: no bot is free at the moment (docs.recall.ai/docs/bot-errors). */
export const recallAnswers: ServiceAnswers = {
  name: "Recall.ai",
  door: "recall",
  statuses: { "507": "down" },
};
