import { z } from "zod";
import { organisationName } from "../../domain/repository.ts";
import { projectName } from "../../policy/rules.ts";

/** What a team may set about deliveries: `delivery` in RULES. */
export const deliveryRules = z.strictObject({
  /** The GitHub organisation in which repositories may be made; absent: none is made. */
  owner: organisationName.optional(),
  /**
   * In repositories that were made for deliveries and that the rules don't name, merges need no question once so many of the project's
   * approvers have approved the very head on GitHub, and all checks that count are green; absent: people are asked.
   */
  mergeApprovals: z.number().int().min(1).max(6).optional(),
  /** Minutes that one phase of a story may take in a container. */
  phaseMinutes: z.number().positive().max(60).default(20),
  /** Our own addresses to which documents are mailed, and the project of each. Only mails of people who decide there are taken. */
  mailboxes: z
    .record(z.email("must be an address such as orders-documents@example.com").toLowerCase(), projectName)
    .default({}),
  /** Projects in whose documents personal data is replaced by placeholders before a model reads them. */
  redact: z.array(projectName).default([]),
});

declare module "../../policy/rules.ts" {
  interface JobRules {
    delivery: z.infer<typeof deliveryRules>;
  }
}
