import { z } from "zod";
import {
  executeAssignmentSchema,
  type AssignmentSpec,
  planAssignmentSchema,
  scaffoldAssignmentSchema,
} from "./protocol.ts";

const withoutToken = planAssignmentSchema.shape.repository.omit({ token: true });
const later = { llm: true, mcp: true, repository: true } as const;
/** The model that it works with, which the executor is told with its way there; absent: the usual one. */
const model = z.string().optional();

/** What an assignment is to do, as it is kept: without tokens, which are made when it starts. */
export const storedSpecSchema = z.discriminatedUnion("mode", [
  planAssignmentSchema.omit(later).extend({ repository: withoutToken }),
  executeAssignmentSchema.omit(later).extend({ repository: withoutToken, model }),
  scaffoldAssignmentSchema.omit(later).extend({ repository: withoutToken }),
]);
/** As it is written down: what has a default may be left out. */
export type StoredSpec = z.input<typeof storedSpecSchema>;
/** As it is read. */
export type KeptSpec = z.output<typeof storedSpecSchema>;

/** The assignment as an executor gets it, with its repository where that is now. */
export function withTokens(
  spec: KeptSpec,
  tokens: { repository: Pick<AssignmentSpec["repository"], "token" | "cloneUrl"> } & Pick<
    AssignmentSpec,
    "llm" | "mcp"
  >,
): AssignmentSpec {
  const { repository, ...rest } = tokens;
  const { model: _named, ...kept }: KeptSpec & { model?: string | undefined } = spec;
  return { ...kept, ...rest, repository: { ...kept.repository, ...repository } };
}
