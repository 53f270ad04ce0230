import { z } from "zod";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { oneLine } from "./one-line.ts";
import { dueAt, publishAt } from "./publish-at.ts";

/** A file's name as a gist takes it: a name, no path. */
export const gistFileName = /^(?!gistfile\d)[A-Za-z0-9][\w.-]{0,99}$/;

const gistPublishSchema = z.strictObject({
  /** The task that it was written in. */
  draftId: z.string().min(1).max(200),
  description: oneLine(250),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(gistFileName, "must be a file's name such as example.ts"),
        content: z.string().regex(/\S/, "must not be blank").max(50_000),
      }),
    )
    .min(1)
    .max(10)
    .refine((files) => new Set(files.map(({ name }) => name)).size === files.length, "two have one name"),
  public: z.boolean(),
  publishAt,
});
export type GistPublish = z.infer<typeof gistPublishSchema>;

const publishedGist = z.object({ id: z.string(), url: z.string() });
export type PublishedGist = z.infer<typeof publishedGist>;

/** A gist of the account that is connected. */
export const gistPublish: ActionKindModule<"gist_publish", GistPublish, PublishedGist> = {
  kind: "gist_publish",
  schema: gistPublishSchema,
  result: publishedGist,
  service: "github",
  target: ({ draftId }) => `gist:${draftId}`,
  preview: ({ description, files }) => ({
    title: description,
    body: files.map(({ name, content }) => `**${name}**\n\n\`\`\`\n${content}\n\`\`\``).join("\n\n"),
  }),
  dueAt,
  wording: ["description"],
  apply: async () => ({ kind: "refused", error: "no GitHub account for gists is connected" }),
  reconcile: async () => ({ kind: "absent" }),
};
