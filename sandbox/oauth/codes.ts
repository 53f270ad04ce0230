import { createHash } from "node:crypto";

/** What a person has agreed to. */
export interface Agreed {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  owner: string;
  /** PKCE's challenge (S256); null: none was sent. */
  challenge: string | null;
}

const livesMs = 30 * 60_000;

/** Codes of an authorization server: each is good for once, and for what it was made for. */
export class Codes {
  readonly #codes = new Map<string, Agreed & { until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(agreed: Agreed): string {
    const code = `AQ${crypto.randomUUID().replaceAll("-", "")}`;
    this.#codes.set(code, { ...agreed, until: this.#now() + livesMs });
    return code;
  }

  /** What a code stands for; null: nothing, or it was taken, or who comes isn't who it was made for. */
  take(sent: {
    code: string;
    clientId: string;
    redirectUri: string;
    verifier: string | null;
  }): Agreed | null {
    const agreed = this.#codes.get(sent.code);
    this.#codes.delete(sent.code);
    if (agreed === undefined || agreed.until <= this.#now()) return null;
    if (agreed.clientId !== sent.clientId || agreed.redirectUri !== sent.redirectUri) return null;
    const challenge = sent.verifier === null ? null : challengeOf(sent.verifier);
    return challenge === agreed.challenge ? agreed : null;
  }

  reset(): void {
    this.#codes.clear();
  }
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
