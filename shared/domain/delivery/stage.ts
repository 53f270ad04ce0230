/** Where a delivery stands. */
export const deliveryStages = [
  "requirements",
  "questions",
  "architecture",
  "approval",
  "repository",
  "stories",
  "delivered",
] as const;

/** Where a story of a delivery stands. */
export const storyStates = ["planned", "building", "in_review", "merged", "skipped", "failed"] as const;

/** A document that a delivery is made of, in the version that was read. */
export interface DeliveredDocument {
  id: string;
  version: number;
  name: string;
}
