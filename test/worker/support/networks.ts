import { sandbox } from "./slack.ts";

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
