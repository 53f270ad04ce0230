import { z } from "zod";
import { blueskyProblems } from "../domain/bluesky-text.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { type BlueskyClient, blueskyClient } from "../integrations/bluesky/client.ts";
import type { FoundRecord } from "../integrations/bluesky/schema.ts";
import { type CallOutcome, mapAnswer, notSeen } from "../integrations/call.ts";
import type { ActionKindModule, ApprovedAction } from "../spine/action-kind.ts";
import { type Access, withToken } from "../spine/connections.ts";
import type { Ground } from "../spine/ground.ts";
import { makeRecord, recordKey } from "./bluesky-record.ts";
import { postFields, postText } from "./post-fields.ts";
import { dueAt } from "./publish-at.ts";
import { quoted } from "./quoted.ts";

const blueskyPostSchema = z.strictObject({ ...postFields, text: postText(blueskyProblems) });
export type BlueskyPost = z.infer<typeof blueskyPostSchema>;

const publishedOnBluesky = z.object({ uri: z.string(), cid: z.string(), url: z.string() });
export type PublishedOnBluesky = z.infer<typeof publishedOnBluesky>;

/**
 * A post on Bluesky, of the account that is set. It is a record under a key that follows from the action, so that writing it
 * again makes no second one, and looking for it is looking under its key.
 */
export const blueskyPost: ActionKindModule<"bluesky_post", BlueskyPost, PublishedOnBluesky> = {
  kind: "bluesky_post",
  schema: blueskyPostSchema,
  result: publishedOnBluesky,
  service: "bluesky",
  target: ({ draftId }) => `bluesky:${draftId}`,
  preview: (post) => ({ title: "Post on Bluesky", body: quoted(post) }),
  dueAt,
  wording: ["text"],

  apply: async (ground, action): Promise<ApplyOutcome<PublishedOnBluesky>> => {
    const key = await recordKey(action);
    const put = await withToken(ground, "bluesky", async (access) =>
      publish(ground, blueskyClient(ground, access), key, action),
    );
    if (put.kind !== "answered") return put;
    const seen = await look(ground, action);
    if (seen.kind !== "answered") return { kind: "lost", error: `it can't be read back: ${seen.error}` };
    return seen.value === null
      ? { kind: "lost", error: "Bluesky has taken it and doesn't show it" }
      : { kind: "applied", result: seen.value };
  },

  reconcile: async (ground, action) => {
    const seen = await look(ground, action);
    if (seen.kind !== "answered") return notSeen(seen);
    return seen.value === null ? { kind: "absent" } : { kind: "found", result: seen.value };
  },

  standing: async (ground, action, { cid }) => {
    const seen = await look(ground, action);
    if (seen.kind !== "answered") return { kind: "unclear", error: seen.error };
    if (seen.value === null) return { kind: "gone" };
    return { kind: seen.value.cid === cid ? "stands" : "edited" };
  },
};

async function publish(
  ground: Ground,
  client: BlueskyClient,
  key: string,
  action: ApprovedAction<BlueskyPost>,
): Promise<CallOutcome<boolean>> {
  const record = await makeRecord(ground, client, action);
  return record.kind === "answered" ? client.put(key, record.value) : record;
}

/** The post as it stands there; null: there is none. */
async function look(
  ground: Ground,
  action: ApprovedAction<BlueskyPost>,
): Promise<CallOutcome<PublishedOnBluesky | null>> {
  const key = await recordKey(action);
  return withToken(ground, "bluesky", async (access) =>
    mapAnswer(await blueskyClient(ground, access).find(key), (found) =>
      found === null ? null : resultOf(ground, access, key, found),
    ),
  );
}

function resultOf(ground: Ground, { account }: Access, key: string, { uri, cid }: FoundRecord) {
  const app = ground.settings.BLUESKY_APP_URL.replace(/\/+$/, "");
  return { uri, cid, url: `${app}/profile/${account}/post/${key}` };
}
