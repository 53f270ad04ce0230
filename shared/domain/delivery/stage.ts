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

/** What people can have made anew before a further story begins: all from the documents on, or the design alone. */
export const redoStages = ["requirements", "design"] as const;

/** A document that a delivery is made of, in the version that was read. */
export interface DeliveredDocument {
  id: string;
  version: number;
  name: string;
}
