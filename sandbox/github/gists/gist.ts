import { z } from "zod";

export const gistSchema = z.object({
  id: z.string(),
  /** Login. */
  owner: z.string(),
  description: z.string().nullable(),
  public: z.boolean(),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
  /** Names of its versions, the newest first. */
  history: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Gist = z.infer<typeof gistSchema>;

const file = z.strictObject({ content: z.string(), filename: z.string().optional() });

export const gistRequest = z.strictObject({
  description: z.string().optional(),
  public: z.union([z.boolean(), z.stringbool()]).default(false),
  files: z.record(z.string(), file),
});

/** As `GET /gists` is asked. */
export const gistsQuery = z.object({ since: z.iso.datetime().optional() });

/** What the pages and the tests do with one, as its owner. */
export const personGist = z.strictObject({
  id: z.string(),
  act: z.enum(["delete", "edit"]),
  description: z.string().optional(),
});
