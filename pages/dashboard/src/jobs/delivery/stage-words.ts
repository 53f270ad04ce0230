import type { DeliveryView } from "./use-delivery.ts";

/** What each stage is called. */
export const stageWords: Record<DeliveryView["stage"], string> = {
  requirements: "reading the documents",
  questions: "questions to answer",
  architecture: "designing",
  approval: "the plan waits for a yes",
  repository: "the plan is agreed on",
  stories: "building",
  delivered: "delivered",
};
