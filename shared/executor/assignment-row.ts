import type { executorAssignments } from "../db/schema.ts";

/** An assignment as it is recorded. */
export type AssignmentRow = typeof executorAssignments.$inferSelect;
