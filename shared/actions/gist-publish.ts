import { z } from "zod";
import type { ApplyOutcome } from "../domain/sending.ts";
import { gistsClient, isAsWritten } from "../integrations/github/gists.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { notSeen } from "../integrations/call.ts";
import { fenced } from "./fenced.ts";
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

const publishedGist = z.object({
  id: z.string(),
  url: z.string(),
  /** How it stands there: as it was approved, or otherwise. */
  readBack: z.enum(["same", "different"]),
});
export type PublishedGist = z.infer<typeof publishedGist>;

/** How far GitHub's clock may be behind ours, milliseconds. */
const skewMs = 5000;
/** How long GitHub's list may not know a new gist, milliseconds. */
const listLagMs = 15_000;
const readAgainMs = 3000;

const made = z.object({ id: z.string(), url: z.string() });

/**
 * A gist of the user whose token is set. GitHub takes no key of ours and shows all that a gist has, so it carries no mark: it is
 * known by being to the letter what was approved, and made since it was sent.
 */
export const gistPublish: ActionKindModule<"gist_publish", GistPublish, PublishedGist> = {
  kind: "gist_publish",
  schema: gistPublishSchema,
  result: publishedGist,
  service: "github",
  target: ({ draftId }) => `gist:${draftId}`,
  preview: ({ description, files }) => ({
    title: description,
    body: files.map(({ name, content }) => `**${name}**\n\n${fenced(content)}`).join("\n\n"),
  }),
  dueAt,
  wording: ["description"],

  apply: async (ground, { payload }) => {
    const created = await gistsClient(ground).create(payload);
    return created.kind === "answered" ? readBack(ground, payload, created.value) : created;
  },
  check: async (ground, { payload, progress }) => readBack(ground, payload, made.parse(progress)),

  reconcile: async (ground, { payload, progress, firstSentAt }) => {
    const known = made.safeParse(progress);
    if (known.success) return { kind: "under_way", progress: known.data, afterMs: 0 };
    // Without a time of sending, the worst is taken: it left this moment.
    const sent = firstSentAt ?? ground.now();
    const client = gistsClient(ground);
    const candidates = await client.madeSince(sent - skewMs, payload);
    if (candidates.kind !== "answered") return notSeen(candidates);
    for (const id of candidates.value) {
      const read = await client.read(id);
      if (read.kind !== "answered") return notSeen(read);
      if (read.value !== null && isAsWritten(read.value, payload))
        return { kind: "found", result: { id, url: read.value.html_url, readBack: "same" } };
    }
    const remaining = listLagMs - (ground.now() - sent);
    return remaining <= 0
      ? { kind: "absent" }
      : { kind: "unclear", error: "GitHub's list may not know the gist yet", afterMs: remaining };
  },

  standing: async (ground, { payload }, { id }) => {
    const read = await gistsClient(ground).read(id);
    if (read.kind !== "answered") return { kind: "unclear", error: read.error };
    if (read.value === null) return { kind: "gone" };
    return { kind: isAsWritten(read.value, payload) ? "stands" : "edited" };
  },
};

/** Says that it is published when it has been seen. What can't be read yet is looked at again. */
async function readBack(
  ground: Ground,
  payload: GistPublish,
  gist: z.infer<typeof made>,
): Promise<ApplyOutcome<PublishedGist>> {
  const read = await gistsClient(ground).read(gist.id);
  if (read.kind === "refused") return { kind: "lost", error: `the gist can't be read back: ${read.error}` };
  if (read.kind !== "answered" || read.value === null)
    return { kind: "under_way", progress: gist, afterMs: readAgainMs };
  return {
    kind: "applied",
    result: { ...gist, readBack: isAsWritten(read.value, payload) ? "same" : "different" },
  };
}
