import { z } from "zod";

/** What kind of software the documents ask for. */
export const stackFactsSchema = z.object({
  userInterface: z.enum(["none", "pages", "app"]),
  serverNeeded: z.boolean(),
  persistence: z.boolean(),
  dataScience: z.boolean(),
  preferred: z.enum(["react", "vue", "python", "node"]).nullable(),
});
export type StackFacts = z.infer<typeof stackFactsSchema>;
