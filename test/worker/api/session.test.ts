import { env, exports } from "cloudflare:workers";
import { Hono } from "hono";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { describe, expect, it, vi } from "vitest";
import { signInCodes, sessions } from "../../../shared/db/schema.ts";
import { SignalboxError } from "../../../shared/platform/errors.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { personOfAccess } from "../../../workers/api/access.ts";
import { app } from "../../../workers/app.ts";
import { spine } from "../support/spine.ts";
import { api, send } from "../support/task.ts";

const page = "http://signalbox.test";
const viewer = { authorization: "Bearer viewer-token" };

async function newCode(headers: Record<string, string> = {}): Promise<string> {
  const response = await send("/api/session/links", undefined, headers);
  expect(response.status).toBe(200);
  const { code }: { code: string } = JSON.parse(await response.text());
  return code;
}

const open = async (code: string, origin: string | null = page): Promise<Response> =>
  exports.default.fetch(`${page}/api/session`, {
    method: "POST",
    body: JSON.stringify({ code }),
    headers: origin === null ? {} : { origin },
  });

/** Signs in as a browser would, and returns the cookie that it would send from then on. */
async function signIn(headers?: Record<string, string>): Promise<string> {
  const response = await open(await newCode(headers));
  expect(response.status).toBe(200);
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

const whoIs = async (cookie: string): Promise<Response> => api("/api/session", { cookie });

describe("signing in by link", () => {
  it("makes a session that scripts can't read and other sites can't use", async () => {
    const response = await open(await newCode(viewer));
    expect(await response.json()).toMatchObject({ person: { id: "vera", role: "viewer" }, via: "session" });
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Strict/);
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await (await whoIs(cookie)).json()).toMatchObject({ person: { id: "vera" }, via: "session" });
    const stored = JSON.stringify(await spine.db.select().from(sessions));
    expect(stored).not.toContain(cookie.split("=")[1]);
  });

  it("works once, even for two at once", async () => {
    const code = await newCode();
    const statuses = (await Promise.all([open(code), open(code)])).map((one) => one.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401]);
    const again = await open(code);
    expect(await again.json()).toMatchObject({
      error: { message: expect.stringContaining("has been used") },
    });
  });

  it("is too late after an hour", async () => {
    const code = await newCode();
    await spine.db.update(signInCodes).set({ expiresAt: Date.now() });
    expect((await open(code)).status).toBe(401);
  });

  it("needs a token, and is off unless it was turned on", async () => {
    expect((await send("/api/session/links", undefined, { authorization: "" })).status).toBe(401);
    const cookie = await signIn();
    const renewed = await send("/api/session/links", undefined, { authorization: "", cookie, origin: page });
    expect(renewed.status).toBe(403);
    const request = new Request(`${page}/api/session/links`, { method: "POST", headers: viewer });
    const off = await app.fetch(request, { ...env, SIGN_IN_LINKS: "" });
    expect(await off.json()).toMatchObject({ error: { message: expect.stringContaining("SIGN_IN_LINKS") } });
  });
});

describe("a session", () => {
  it("ends by signing out, by its time, and with its person", async () => {
    const cookie = await signIn();
    const out = await exports.default.fetch(`${page}/api/session`, {
      method: "DELETE",
      headers: { cookie, origin: page },
    });
    expect(out.headers.get("set-cookie")).toMatch(/signalbox_session=;/);
    expect((await whoIs(cookie)).status).toBe(401);

    const late = await signIn();
    await spine.db.update(sessions).set({ expiresAt: Date.now() });
    expect((await whoIs(late)).status).toBe(401);

    const gone = await signIn(viewer);
    await spine.db.update(sessions).set({ person: "somebody-else" });
    expect((await whoIs(gone)).status).toBe(401);
  });

  it("changes nothing for a page of another origin, nor for none, and opens no WebSocket for it", async () => {
    const cookie = await signIn();
    const put = async (headers: Record<string, string>): Promise<Response> =>
      exports.default.fetch(`${page}/api/autonomy`, {
        method: "PUT",
        body: JSON.stringify({ project: "default", kind: "*", level: 3, reason: "again" }),
        headers: { cookie, ...headers },
      });
    expect((await put({ origin: "https://evil.example" })).status).toBe(403);
    expect((await put({ origin: "null" })).status).toBe(403);
    expect((await put({})).status).toBe(403);
    expect((await put({ origin: page })).status).toBe(200);
    const [allowed = ""] = env.DASHBOARD_ORIGINS.split(",");
    expect((await put({ origin: allowed })).status).toBe(200);
    const socket = await api("/agents/task-agent/task-1", {
      cookie,
      origin: "https://evil.example",
      upgrade: "websocket",
    });
    expect(socket.status).toBe(403);
  });

  it("has its answers read by the configured pages alone", async () => {
    const [allowed = ""] = env.DASHBOARD_ORIGINS.split(",");
    const ours = await api("/api/session", { ...viewer, origin: allowed });
    expect(ours.headers.get("access-control-allow-origin")).toBe(allowed);
    expect(ours.headers.get("access-control-allow-credentials")).toBe("true");
    const theirs = await api("/api/session", { ...viewer, origin: "https://evil.example" });
    expect(theirs.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("Cloudflare Access", async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const stranger = await generateKeyPair("RS256");
  const audience = "aud-of-the-dashboard";

  /** A team of its own for each test, as keys are remembered. */
  function team(
    people: object[] = [{ id: "nina", name: "Nina", role: "approver", email: "Nina@Team.example" }],
  ) {
    const url = `https://${crypto.randomUUID()}.cloudflareaccess.com`;
    const fetchKeys = vi.fn(async (_address: RequestInfo | URL) =>
      Response.json({ keys: [{ ...(await exportJWK(publicKey)), kid: "key-1", alg: "RS256" }] }),
    );
    const at = configuredSpine(
      { ...env, ACCESS_TEAM_URL: url, ACCESS_AUD: audience, PEOPLE: JSON.stringify(people) },
      { fetch: fetchKeys },
    );
    const door = new Hono<{ Bindings: Env }>().get("/", async (c) => {
      try {
        const caller = await personOfAccess(c, at);
        return c.json(caller && { id: caller.person.id, via: caller.via, expiresAt: caller.expiresAt });
      } catch (error) {
        if (!(error instanceof SignalboxError)) throw error;
        return c.text(error.code, 400);
      }
    });
    const ask = async (token: string): Promise<unknown> => {
      const answer = await door.request("/", { headers: { "cf-access-jwt-assertion": token } }, env);
      return answer.ok ? answer.json() : answer.text();
    };
    return { url, ask, fetchKeys };
  }

  const sign = async (
    issuer: string,
    claims: JWTPayload = {},
    { key = privateKey, alg = "RS256" }: { key?: CryptoKey | Uint8Array; alg?: string } = {},
  ): Promise<string> =>
    new SignJWT({ email: "nina@team.example", iss: issuer, aud: [audience], ...claims })
      .setProtectedHeader({ alg, kid: "key-1" })
      .setExpirationTime(claims.exp ?? "1h")
      .sign(key);

  it("names the person whose email its token has", async () => {
    const { url, ask, fetchKeys } = team();
    const exp = Math.floor(Date.now() / 1000) + 600;
    expect(await ask(await sign(url, { exp }))).toEqual({ id: "nina", via: "access", expiresAt: exp * 1000 });
    await ask(await sign(url));
    expect(fetchKeys.mock.calls[0]?.[0]).toBe(`${url}/cdn-cgi/access/certs`);
    expect(fetchKeys).toHaveBeenCalledTimes(1);
  });

  it("proves nothing with another signature, audience, team or time, or with none", async () => {
    const { url, ask } = team();
    const past = Math.floor(Date.now() / 1000) - 10;
    const none = btoa(JSON.stringify({ alg: "none" })).replaceAll("=", "");
    const body = btoa(JSON.stringify({ email: "nina@team.example", iss: url, aud: audience })).replaceAll(
      "=",
      "",
    );
    const bad = [
      await sign(url, {}, { key: stranger.privateKey }),
      await sign(
        url,
        {},
        { key: new TextEncoder().encode("a secret that was guessed by somebody"), alg: "HS256" },
      ),
      await sign(url, { aud: ["another"] }),
      await sign("https://other.cloudflareaccess.com"),
      await sign(url, { exp: past }),
      await sign(url, { email: undefined }),
      `${none}.${body}.`,
      "nonsense",
    ];
    for (const token of bad) expect(await ask(token)).toBe("unauthorized");
  });

  it("lets nobody in who isn't in PEOPLE", async () => {
    const { url, ask } = team();
    expect(await ask(await sign(url, { email: "mallory@team.example" }))).toBe("forbidden");
  });
});
