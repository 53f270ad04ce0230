import { z } from "zod";
import { candidateSchema } from "./map-repository.ts";
import { bugReportSchema } from "./report.ts";

/** What is known of a bug when its fix begins: it is found out once, to judge the report, and kept for the work on it. */
export const intakeSchema = z.strictObject({
  /** With all that its source knows. */
  report: bugReportSchema,
  /** Where it most likely lives; null: nothing says. */
  best: candidateSchema.nullable(),
});
export type Intake = z.infer<typeof intakeSchema>;
