import { z } from "zod";
import { channelId } from "../../policy/rules.ts";

/** What a team may set about fixing bugs: `bugFix` in RULES. */
export const bugFixRules = z.strictObject({
  /** The label of Jira and GitHub issues that asks for a fix; its case doesn't matter. */
  label: z.string().min(1).default("AI-Fix"),
  /** Slack channel where fixes are told of that were not asked for in Slack. */
  channel: channelId.optional(),
  /** Scores (depth.ts) from which a report gets its root cause looked for, a plan, and an offer. */
  depth: z
    .strictObject({ rootCause: z.number(), plan: z.number(), offer: z.number() })
    .default({ rootCause: 2, plan: 4, offer: 6 }),
  /** Below this confidence (0 to 1) people are asked where the bug lives. */
  confidence: z.number().min(0).max(1).default(0.6),
  /** Minutes that one phase in a container may take. */
  phaseMinutes: z.number().positive().max(60).default(15),
  /** The status that a Jira issue gets when its fix is merged. */
  jiraDone: z.string().min(1).default("Done"),
});

declare module "../../policy/rules.ts" {
  interface JobRules {
    bugFix: z.infer<typeof bugFixRules>;
  }
}
