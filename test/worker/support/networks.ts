import { connections } from "../../../shared/db/schema.ts";
import { sealedGrant } from "../../../shared/spine/connections/kept.ts";
import { sandbox } from "./slack.ts";
import { spine } from "./spine.ts";

export interface BlueskyPostSeen {
  rkey: string;
  cid: string;
  record: {
    text: string;
    createdAt: string;
    facets?: { features: object[] }[];
    embed?: { external: object };
  };
}

/** The posts that stand on the sandbox's Bluesky and say something. */
export async function onBluesky(words: string): Promise<BlueskyPostSeen[]> {
  const { posts } = await sandbox<{ posts: BlueskyPostSeen[] }>("/bluesky/_people/posts");
  return posts.filter(({ record }) => record.text.includes(words));
}

export interface ThreadsPostSeen {
  id: string;
  text: string;
  link: string | null;
}

/** The posts that stand on the sandbox's Threads and say something. */
export async function onThreads(words: string): Promise<ThreadsPostSeen[]> {
  const { posts } = await sandbox<{ posts: ThreadsPostSeen[] }>("/threads/_people/posts");
  return posts.filter(({ text }) => text.includes(words));
}

/** Connects the sandbox's profile on Threads, as a person's sign-in would. */
export async function connectThreads(): Promise<void> {
  const { access_token: access, user_id: account } = await sandbox<{ access_token: string; user_id: string }>(
    "/threads/_people/token",
    {},
  );
  const expiresAt = spine.now() + 60 * 24 * 60 * 60_000;
  const grant = {
    account,
    name: "signalbox.example",
    access,
    refresh: access,
    expiresAt,
    refreshExpiresAt: expiresAt,
  };
  const at = spine.now();
  const row = {
    ...(await sealedGrant(spine, "threads", grant)),
    by: "maya",
    warning: null,
    connectedAt: at,
    checkedAt: at,
  };
  await spine.db
    .insert(connections)
    .values(row)
    .onConflictDoUpdate({ target: connections.service, set: row });
}
