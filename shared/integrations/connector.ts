import type { AuthorizedService, ConnectedService, Grant } from "../domain/connection.ts";
import type { Outside, SecretSetting } from "../platform/config.ts";
import type { CallOutcome } from "./call.ts";

/** How a service's access is got and renewed. Nothing here keeps a token: `spine/connections.ts` does. */
export interface Connector {
  service: ConnectedService;
  /** Its name for people. */
  title: string;
  /** The settings that it takes. */
  needs: readonly SecretSetting[];
  /** Gets access by settings alone: an app's password, a service account. Null: a person connects it. */
  open: ((outside: Outside) => Promise<CallOutcome<Grant>>) | null;
  /** Gets a new access token for what a grant has for it. A refusal is for good: a person, or `open`, has to begin anew. */
  renew(outside: Outside, refresh: string): Promise<CallOutcome<Grant>>;
  /** So long before its end an access token is renewed, milliseconds. */
  renewBeforeMs: number;
  /** A younger one can't be renewed, milliseconds. */
  renewAfterMs: number;
  /** Whether a refusal is about the token: another one may do. */
  refusesToken(refusal: Refusal): boolean;
  /** Asks whether a token is taken, and whose it is. */
  check(outside: Outside, token: string): Promise<CallOutcome<Checked>>;
}

/** Whose a token is, and what else is wrong with the service that doesn't break it. */
export interface Checked {
  account: string;
  warning: string | null;
}

export type Refusal = Extract<CallOutcome<never>, { kind: "refused" }>;

/** How a person lets us act for their account, in the browser (OAuth 2.0's authorization code, RFC 6749). */
export interface Authorizer extends Connector {
  service: AuthorizedService;
  /** Whether it takes PKCE's challenge (RFC 7636, S256). */
  takesPkce(settings: Outside["settings"]): boolean;
  /** The page on which the person agrees. @throws SignalboxError `not_configured` naming the setting that is missing. */
  pageFor(settings: Outside["settings"], ask: Ask): string;
  /** What the person's yes is good for. */
  exchange(outside: Outside, answer: Answer): Promise<CallOutcome<Grant>>;
}

export interface Ask {
  state: string;
  /** SHA-256 of the verifier in base64url; null: without PKCE. */
  challenge: string | null;
  /** Where the person comes back to. */
  redirectUri: string;
}

export interface Answer {
  code: string;
  verifier: string | null;
  redirectUri: string;
}
