import { createHash } from "node:crypto";
import { z } from "zod";
import { type PostForm, postForm } from "./record-form.ts";

const post = z.object({
  did: z.string(),
  rkey: z.string(),
  cid: z.string(),
  record: postForm,
  /** How often it was written. */
  writes: z.number(),
});
export type Post = z.infer<typeof post>;

const blob = z.object({ cid: z.string(), type: z.string(), base64: z.string() });
export type StoredBlob = z.infer<typeof blob>;

const kept = z.object({ posts: z.array(post), blobs: z.array(blob), eras: z.record(z.string(), z.number()) });

/** Everything that the stand-in for Bluesky remembers. */
export class BlueskyState {
  posts: Post[] = [];
  blobs: StoredBlob[] = [];
  /** How often the tokens of each kind were ended by hand. */
  eras = { access: 0, refresh: 0 };
  /** When sessions were begun, epoch milliseconds. */
  begun: number[] = [];

  find(did: string, rkey: string): Post | undefined {
    return this.posts.find((one) => one.did === did && one.rkey === rkey);
  }

  write(did: string, rkey: string, record: PostForm): Post {
    const before = this.find(did, rkey);
    const cid = cidOf(JSON.stringify(record));
    const written = { did, rkey, cid, record, writes: (before?.writes ?? 0) + 1 };
    if (before?.cid === cid) return before;
    this.posts = [...this.posts.filter((one) => one !== before), written];
    return written;
  }

  remove(rkey: string): boolean {
    const before = this.posts.length;
    this.posts = this.posts.filter((one) => one.rkey !== rkey);
    return this.posts.length < before;
  }

  upload(bytes: Buffer, type: string): StoredBlob {
    const stored = { cid: cidOf(bytes), type, base64: bytes.toString("base64") };
    if (!this.blobs.some(({ cid }) => cid === stored.cid)) this.blobs.push(stored);
    return stored;
  }

  reset(): void {
    this.posts = [];
    this.blobs = [];
    this.eras = { access: 0, refresh: 0 };
    this.begun = [];
  }

  snapshot(): unknown {
    return { posts: this.posts, blobs: this.blobs, eras: this.eras };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    this.posts = parsed.data.posts;
    this.blobs = parsed.data.blobs;
    this.eras = { access: parsed.data.eras["access"] ?? 0, refresh: parsed.data.eras["refresh"] ?? 0 };
  }
}

const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** A name of a content, in the letters of a CID. */
function cidOf(content: string | Buffer): string {
  const bytes = createHash("sha256").update(content).digest();
  return `bafyrei${Array.from({ length: 52 }, (_, n) => base32.charAt((bytes[n % bytes.length] ?? 0) % 32)).join("")}`;
}
