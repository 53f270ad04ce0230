import { z } from "zod";

/** The settings that people may change while the system runs. */
export const liveSettings = ["PEOPLE", "RULES", "BUDGETS"] as const;
export type LiveSetting = (typeof liveSettings)[number];

const usd = z.number().positive();

/** What people have set a scope's budget to, in dollars; the configuration's counts for the others. */
export const budgetsForm = z.strictObject({
  task: usd.optional(),
  "system-day": usd.optional(),
  "system-month": usd.optional(),
});

export type Budgets = z.infer<typeof budgetsForm>;
