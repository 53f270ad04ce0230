import type { z } from "zod";
import { reportParts } from "./report-parts.ts";
import { originSchema } from "./sources/registry.ts";

/** A bug as somebody or something has reported it, in one form for all sources. */
export const bugReportSchema = reportParts.extend({
  /** What the report is about in the system that it comes from: where answers go. */
  origin: originSchema,
});
export type BugReport = z.infer<typeof bugReportSchema>;
