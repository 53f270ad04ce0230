import { z } from "zod";
import { executeJobSchema, type JobSpec, planJobSchema } from "./protocol.ts";

const withoutToken = planJobSchema.shape.repository.omit({ token: true });
const later = { llm: true, mcp: true, repository: true } as const;

/** What a job is to do, as it is kept: without tokens, which are made when it starts. */
export const storedSpecSchema = z.discriminatedUnion("mode", [
  planJobSchema.omit(later).extend({ repository: withoutToken }),
  executeJobSchema.omit(later).extend({ repository: withoutToken }),
]);
export type StoredSpec = z.infer<typeof storedSpecSchema>;

/** The job as an executor gets it. */
export function withTokens(
  spec: StoredSpec,
  tokens: { repository: string } & Pick<JobSpec, "llm" | "mcp">,
): JobSpec {
  const { repository: token, ...rest } = tokens;
  return { ...spec, ...rest, repository: { ...spec.repository, token } };
}
