import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Codes } from "../oauth/codes.ts";
import { Tokens } from "../oauth/tokens.ts";

/** The one profile there is. */
export const profile = { id: "17841400000000001", username: "acme.tools", name: "Acme Tools" } as const;

const container = z.object({
  id: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  createdAt: z.number(),
  /** How often its status was asked for: it is ready from the second time on. */
  looks: z.number(),
  /** How it ends otherwise. */
  fails: z.enum(["ERROR", "EXPIRED"]).nullable(),
  postId: z.string().nullable(),
});
export type Container = z.infer<typeof container>;

const post = z.object({
  id: z.string(),
  shortcode: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  at: z.number(),
});
export type Post = z.infer<typeof post>;

const kept = z.object({
  containers: z.array(container),
  posts: z.array(post),
  published: z.array(z.number()),
  quota: z.number(),
  last: z.number(),
});

const dayMs = 24 * 60 * 60_000;
const usualQuota = 250;

/** Everything that the stand-in for Threads remembers. */
export class ThreadsState {
  #kept: z.infer<typeof kept> = fresh();
  /** What the next container comes to. */
  nextFails: Container["fails"] = null;
  readonly codes: Codes;
  readonly tokens: Tokens;
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.codes = new Codes(now);
    this.tokens = new Tokens(now, "THAA");
  }

  get posts(): readonly Post[] {
    return this.#kept.posts;
  }

  get containers(): readonly Container[] {
    return this.#kept.containers;
  }

  get quota(): number {
    return this.#kept.quota;
  }

  set quota(total: number) {
    this.#kept.quota = total;
  }

  contain(text: string, link: string | null): Container {
    const made: Container = {
      id: this.#nextId(),
      text,
      link,
      createdAt: this.now(),
      looks: 0,
      fails: this.nextFails,
      postId: null,
    };
    this.nextFails = null;
    this.#kept.containers.push(made);
    return made;
  }

  containerOf(id: string): Container | undefined {
    return this.#kept.containers.find((one) => one.id === id);
  }

  statusOf(one: Container): "IN_PROGRESS" | "FINISHED" | "PUBLISHED" | "ERROR" | "EXPIRED" {
    if (one.postId !== null) return "PUBLISHED";
    if (one.fails !== null) return one.fails;
    if (this.now() - one.createdAt >= dayMs) return "EXPIRED";
    return one.looks >= 2 ? "FINISHED" : "IN_PROGRESS";
  }

  /** Posts published within the last 24 hours, the deleted ones too. */
  get used(): number {
    return this.#kept.published.filter((at) => at > this.now() - dayMs).length;
  }

  publish(from: Container): Post {
    const id = this.#nextId();
    const shortcode = randomBytes(8).toString("base64url");
    const made = { id, shortcode, text: from.text, link: from.link, at: this.now() };
    this.#kept.posts.push(made);
    this.#kept.published.push(made.at);
    from.postId = id;
    return made;
  }

  remove(id: string): boolean {
    const before = this.#kept.posts.length;
    this.#kept.posts = this.#kept.posts.filter((one) => one.id !== id);
    return this.#kept.posts.length < before;
  }

  reset(): void {
    this.#kept = fresh();
    this.nextFails = null;
    this.codes.reset();
    this.tokens.reset();
  }

  snapshot(): unknown {
    return { ...this.#kept, tokens: this.tokens.snapshot() };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.extend({ tokens: z.unknown() }).safeParse(snapshot);
    if (!parsed.success) return;
    const { tokens, ...rest } = parsed.data;
    this.#kept = rest;
    this.tokens.restore(tokens);
  }

  #nextId(): string {
    this.#kept.last += 1;
    return String(18_000_000_000_000_000n + BigInt(this.#kept.last));
  }
}

function fresh(): z.infer<typeof kept> {
  return { containers: [], posts: [], published: [], quota: usualQuota, last: 0 };
}
