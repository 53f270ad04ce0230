import { createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import { errors, jwtVerify } from "jose";
import { app, crew, SANDBOX_GIST_TOKEN } from "./accounts.ts";
import { Refusal } from "./refusal.ts";
import type { GithubState, Token } from "./state.ts";
import type { Terms } from "./terms.ts";

export interface AppOptions {
  appId: string;
  /** SPKI, for the RS256 signatures of the App's JWTs. */
  appPublicKeyPem: string;
}

export type Level = "read" | "write";

/** What the App was granted when it was installed; the rights to make repositories and to write workflow files besides, where these are set. */
const granted = {
  actions: "write",
  checks: "read",
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "read",
} as const satisfies Record<string, Level>;
export type Permission = keyof typeof granted | "administration" | "workflows";

const tokenLivesMs = 60 * 60 * 1000;
const jwtLivesAtMostS = 10 * 60;

/** Who may come in: the App by its JWT, an installation by a token that was issued for some repositories. */
export class Access {
  readonly #appId: string;
  readonly #key: KeyObject;
  readonly #state: GithubState;
  readonly #terms: Terms;

  constructor({ appId, appPublicKeyPem }: AppOptions, state: GithubState, terms: Terms) {
    this.#terms = terms;
    this.#appId = appId;
    this.#key = createPublicKey(appPublicKeyPem);
    this.#state = state;
  }

  /** Throws unless the header carries a fresh JWT of the App. */
  async demandApp(authorization: string | undefined): Promise<void> {
    const jwt = /^bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (jwt === undefined) throw new Refusal(401, "A JSON web token could not be decoded");
    const currentDate = new Date(this.#state.now());
    try {
      const { payload } = await jwtVerify(jwt, this.#key, {
        algorithms: ["RS256"],
        currentDate,
        requiredClaims: ["iss", "iat", "exp"],
      });
      if (String(payload.iss) !== this.#appId)
        throw new Refusal(401, "'Issuer' claim ('iss') must be an Integer");
      if ((payload.exp ?? 0) > currentDate.getTime() / 1000 + jwtLivesAtMostS)
        throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new Refusal(
          401,
          "'Expiration time' claim ('exp') must be a numeric value representing the future time",
        );
      if (error instanceof errors.JOSEError) throw new Refusal(401, "A JSON web token could not be decoded");
      throw error;
    }
  }

  get granted(): Record<string, Level> {
    const { workflows, administration } = this.#terms.now;
    return {
      ...granted,
      ...(workflows ? { workflows: "write" as const } : {}),
      ...(administration ? { administration: "write" as const } : {}),
    };
  }

  /** @param wanted absent: all that the App was granted. `all`: new repositories are to be among them. */
  issue(repositories: string[], wanted: Record<string, Level> | undefined, all: boolean): Token {
    const has = this.granted;
    for (const [name, level] of Object.entries(wanted ?? {}))
      if (has[name] !== "write" && has[name] !== level)
        throw new Refusal(422, "The permissions requested are not granted to this installation.");
    const token = {
      token: `ghs_${randomBytes(27).toString("base64url")}`,
      expiresAt: new Date(this.#state.now() + tokenLivesMs).toISOString().replace(/\.\d+Z$/, "Z"),
      repositories,
      all,
      permissions: { metadata: "read" as const, ...(wanted ?? has) },
    };
    this.#state.keepToken(token);
    return token;
  }

  /** The token that a Bearer, token or Basic header carries. Throws when it is none of ours or past its hour. */
  demandToken(authorization: string | undefined): Token {
    const text = tokenIn(authorization ?? "");
    const token = this.#state.tokens.find((one) => one.token === text);
    if (token && Date.parse(token.expiresAt) > this.#state.now()) return token;
    throw new Refusal(401, text === null ? "Requires authentication" : "Bad credentials");
  }

  /** The login of the user whose token it is. An installation's opens nothing that is a user's own. */
  demandUser(authorization: string | undefined): string {
    if (tokenIn(authorization ?? "") === SANDBOX_GIST_TOKEN) return crew.login;
    this.demandToken(authorization);
    throw new Refusal(403, "Resource not accessible by integration");
  }

  /** Throws unless the token may do this in general. */
  demandPermission(token: Token, permission: Permission, level: Level): void {
    const has = token.permissions[permission];
    if (has === "write" || has === level) return;
    throw new Refusal(403, "Resource not accessible by integration", [], {
      "x-accepted-github-permissions": `${permission}=${level}`,
    });
  }
}

/** Git sends a token as the password of the user x-access-token. */
function tokenIn(authorization: string): string | null {
  const [, scheme = "", value = ""] = /^(\w+) (.+)$/.exec(authorization) ?? [];
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const [, password] = /^x-access-token:(.+)$/.exec(Buffer.from(value, "base64").toString()) ?? [];
  return password ?? null;
}

/** Whether an id is that of the one installation. */
export function isInstallation(id: string): boolean {
  return id === String(app.installation);
}
