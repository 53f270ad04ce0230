import { z } from "zod";
import { repositoryName, repositoryPath } from "../domain/repository.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { unknownRepository } from "./github-target.ts";
import { oneLine } from "./one-line.ts";

export const codeProtectedSchema = z.strictObject({
  repository: repositoryName,
  branch: oneLine(200),
  files: z.array(repositoryPath).min(1).max(20),
  /** Why each is protected, in plain words. */
  why: z.array(oneLine(300)).max(20),
  /** SHA-256 of the plan that they belong to: another plan asks anew. */
  planDigest: z.string().regex(/^[0-9a-f]{64}$/),
  summary: oneLine(200),
});
export type CodeProtected = z.infer<typeof codeProtectedSchema>;

/** Lets one plan touch files that nobody touches by the way: the effect is the permission itself, on record. */
export const codeProtected: ActionKindModule<"code_protected", CodeProtected, { files: string }> = {
  kind: "code_protected",
  schema: codeProtectedSchema,
  result: z.object({ files: z.string() }),
  service: null,
  target: ({ repository, branch }) => `github:${repository}:${branch}`,
  outOfBounds: ({ repository }, rules) => unknownRepository(repository, rules),
  preview: ({ repository, files, why, summary }) => ({
    title: `Let a fix of ${repository} touch protected files`,
    body: [`For: ${summary}`, "", ...files.map((file, n) => `- \`${file}\`: ${why[n] ?? "protected"}`)].join(
      "\n",
    ),
  }),
  apply: async (_spine, { payload }) => ({ kind: "applied", result: { files: payload.files.join(", ") } }),
  // Nothing leaves the house: that it was allowed is all that there is to it.
  reconcile: async (_spine, { payload }) => ({ kind: "found", result: { files: payload.files.join(", ") } }),
};
