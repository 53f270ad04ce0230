import { z } from "zod";
import { Codes } from "../oauth/codes.ts";
import { Tokens } from "../oauth/tokens.ts";

const postSchema = z.object({
  id: z.string(),
  author: z.string(),
  commentary: z.string(),
  article: z.object({ source: z.string(), title: z.string() }).nullable(),
  createdAt: z.number(),
  isEdited: z.boolean(),
});
export type Post = z.infer<typeof postSchema>;

const kept = z.object({ posts: z.array(postSchema), tokens: z.unknown(), next: z.number() });

/** Who has an account here. */
export const members = {
  Sg7nalbx01: { name: "Acme Tools", headline: "We make tools that stay out of the way" },
  Ma2yaOrt5z: { name: "Maya Ortiz", headline: "Operations at Acme Tools" },
} as const;

/** The pages, each with the member who administrates it. */
export const pages = { 5515715: { name: "Acme Tools Inc.", by: "Sg7nalbx01" } } as const;

/** The versions of the API that are alive: each about a year. */
const living = ["202512", "202601", "202602", "202603", "202604", "202605", "202606", "202607"];
const keptPosts = 1000;
const dayMs = 24 * 60 * 60_000;

/** What this LinkedIn has: posts, the newest first, and who may act. */
export class LinkedinState {
  posts: Post[] = [];
  versions: readonly string[] = living;
  readonly codes: Codes;
  readonly tokens: Tokens;
  #next = 7_390_000_000_000;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.codes = new Codes(now);
    this.tokens = new Tokens(now, "AQX");
  }

  add(author: string, commentary: string, article: Post["article"]): Post {
    this.#next += 1;
    const id = `urn:li:share:${this.#next}000000`;
    const post: Post = { id, author, commentary, article, createdAt: this.#now(), isEdited: false };
    this.posts = [post, ...this.posts].slice(0, keptPosts);
    return post;
  }

  /** A post of the same author that says the same. */
  duplicateOf(author: string, commentary: string): Post | undefined {
    return this.posts.find((one) => one.author === author && one.commentary === commentary);
  }

  /** How many the author has posted within a day. */
  lately(author: string): number {
    return this.posts.filter((one) => one.author === author && one.createdAt > this.#now() - dayMs).length;
  }

  reset(): void {
    this.posts = [];
    this.versions = living;
    this.codes.reset();
    this.tokens.reset();
  }

  snapshot(): unknown {
    return { posts: this.posts, tokens: this.tokens.snapshot(), next: this.#next };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    this.posts = parsed.data.posts;
    this.#next = parsed.data.next;
    this.tokens.restore(parsed.data.tokens);
  }
}
