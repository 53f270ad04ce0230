import { z } from "zod";
import { organisationName } from "../../domain/repository.ts";

/** What a team may set about deliveries: `delivery` in RULES. */
export const deliveryRules = z.strictObject({
  /** The GitHub organisation in which repositories may be made; absent: none is made. */
  owner: organisationName.optional(),
});

declare module "../../policy/rules.ts" {
  interface JobRules {
    delivery: z.infer<typeof deliveryRules>;
  }
}
