import { z } from "zod";

const tokenSchema = z.object({
  value: z.string(),
  /** What it is for: "access", "refresh", "short", "long". */
  use: z.string(),
  /** Whose it is. */
  owner: z.string(),
  scopes: z.array(z.string()),
  issuedAt: z.number(),
  expiresAt: z.number(),
});
export type Token = z.infer<typeof tokenSchema>;

const kept = z.array(tokenSchema);
const keptTokens = 500;

/** The tokens that a stand-in has given out. */
export class Tokens {
  #tokens: Token[] = [];
  readonly #now: () => number;
  readonly #prefix: string;

  /** @param prefix what its tokens begin with, as the real service's do. */
  constructor(now: () => number, prefix: string) {
    this.#now = now;
    this.#prefix = prefix;
  }

  issue(use: string, owner: string, scopes: string[], seconds: number): string {
    const value = `${this.#prefix}${crypto.randomUUID().replaceAll("-", "")}${crypto.randomUUID().replaceAll("-", "")}`;
    const issuedAt = this.#now();
    const token: Token = { value, use, owner, scopes, issuedAt, expiresAt: issuedAt + seconds * 1000 };
    this.#tokens = [...this.#tokens, token].slice(-keptTokens);
    return value;
  }

  /** "expired" for one that was given out and is over, null for one that never was. */
  find(value: string, use: string): Token | "expired" | null {
    const token = this.#tokens.find((one) => one.value === value && one.use === use);
    if (token === undefined) return null;
    return token.expiresAt > this.#now() ? token : "expired";
  }

  /** Ends all tokens for some uses at once, or in so many seconds. */
  expire(uses: readonly string[], inSeconds = 0): void {
    const end = this.#now() + inSeconds * 1000;
    for (const token of this.#tokens)
      if (uses.includes(token.use)) token.expiresAt = Math.min(token.expiresAt, end);
  }

  reset(): void {
    this.#tokens = [];
  }

  snapshot(): unknown {
    return this.#tokens;
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (parsed.success) this.#tokens = parsed.data;
  }
}
