import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type HttpBindings, serve } from "@hono/node-server";
import { Hono } from "hono";
import { importPKCS8, SignJWT } from "jose";
import { SANDBOX_APP_ID, SANDBOX_APP_PRIVATE_KEY_PEM } from "../../../../sandbox/github/app-key.ts";
import { environmentOf } from "../../../../sandbox/github/environment.ts";
import { createGithubTwin } from "../../../../sandbox/github/twin.ts";
import { parseJson } from "../../../../sandbox/json.ts";

const run = promisify(execFile);
const installation = 7_700_001;
export const secret = "webhook-secret";

export interface Hook {
  event: string;
  id: string;
  signature: string;
  body: string;
  payload: unknown;
}

export const workflow = (...commands: string[]): string =>
  `name: CI\non: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${commands
    .map((command) => `      - run: ${command}\n`)
    .join("")}`;

const trees: Record<string, Record<string, string>> = {
  "acme/shop": {
    "README.md": "# Shop\n",
    "src/total.js": "export const total = (prices) => prices.reduce((sum, one) => sum + one);\n",
    ".github/workflows/ci.yml": workflow("test -f README.md", "sh check.sh"),
    "check.sh": "echo checking $GITHUB_SHA; ! grep -q BROKEN src/total.js\n",
  },
  "acme/other": { "README.md": "# Other\n" },
};

/** The stand-in served on a port of its own, with two small repositories and somebody who hears its webhooks. */
export async function stage() {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-test-"));
  for (const [name, files] of Object.entries(trees)) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, "examples", name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  const hooks: Hook[] = [];
  let hookStatus = 202;
  const ear = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const header = (name: string): string => String(request.headers[name]);
      if (request.url === "/webhooks/github" && hookStatus === 202)
        hooks.push({
          event: header("x-github-event"),
          id: header("x-github-delivery"),
          signature: header("x-hub-signature-256"),
          body,
          payload: parseJson(body),
        });
      response.writeHead(hookStatus).end();
    });
  });
  await new Promise<void>((done) => ear.listen(0, "127.0.0.1", done));
  const earAddress = ear.address();
  const earPort = typeof earAddress === "object" ? (earAddress?.port ?? 0) : 0;

  let clock = 0;
  let url = "";
  const make = () =>
    createGithubTwin({
      signalboxUrl: `http://127.0.0.1:${earPort}`,
      webhookSecret: secret,
      stateDir: join(folder, "state"),
      examples: join(folder, "examples"),
      url: () => url,
      now: () => Date.now() + clock,
    });
  let twin = make();
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Whichever twin is the present one: a restart makes another.
  app.use(async (c) =>
    new Hono<{ Bindings: HttpBindings }>().route("/github", twin.app).fetch(c.req.raw, c.env),
  );
  const { promise: listening, resolve } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, resolve);
  url = `http://127.0.0.1:${(await listening).port}`;

  const call = async (method: string, path: string, authorization: string, body?: object) => {
    const response = await fetch(`${url}/github/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
      headers: { ...(authorization === "" ? {} : { authorization }), "user-agent": "test" },
    });
    const text = await response.text();
    const json: unknown = parseJson(text) ?? text;
    return { status: response.status, url: response.url, json, headers: response.headers };
  };
  const jwt = async (claims: { iss?: string; livesS?: number } = {}, pem = SANDBOX_APP_PRIVATE_KEY_PEM) => {
    const now = Math.floor((Date.now() + clock) / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(claims.iss ?? SANDBOX_APP_ID)
      .setIssuedAt(now - 30)
      .setExpirationTime(now + (claims.livesS ?? 300))
      .sign(await importPKCS8(pem, "RS256"));
  };
  const askToken = async (body: object = {}, by?: string) =>
    call(
      "POST",
      `api/app/installations/${installation}/access_tokens`,
      `Bearer ${by ?? (await jwt())}`,
      body,
    );
  const token = async (repository = "shop", permissions?: object): Promise<string> => {
    const { json } = await askToken({ repositories: [repository], ...(permissions ? { permissions } : {}) });
    return field(json, "token");
  };
  const git = async (cwd: string, ...args: string[]) => {
    const env = {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      GIT_TERMINAL_PROMPT: "0",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "T",
      GIT_AUTHOR_EMAIL: "t@t.example",
      GIT_COMMITTER_NAME: "T",
      GIT_COMMITTER_EMAIL: "t@t.example",
    };
    const { stdout } = await run("git", args, { cwd, env: environmentOf(env) });
    return stdout.trim();
  };
  const cloneUrl = (password: string, repository = "acme/shop"): string =>
    `${url.replace("//", password === "" ? "//" : `//x-access-token:${password}@`)}/github/${repository}.git`;

  return {
    folder,
    hooks,
    jwt,
    askToken,
    token,
    call,
    git,
    cloneUrl,
    /** Calls the API with a fresh token of all permissions. */
    api: async (method: string, path: string, body?: object) =>
      call(method, `api/${path}`, `Bearer ${await token()}`, body),
    people: async (act: string, body?: object) => call(body ? "POST" : "GET", `_people/${act}`, "", body),
    clone: async (password: string, repository?: string): Promise<string> => {
      const into = mkdtempSync(join(folder, "clone-"));
      await git(folder, "clone", "-q", cloneUrl(password, repository), into);
      return into;
    },
    /** Commits one file in a clone. */
    commit: async (clone: string, path: string, text: string): Promise<string> => {
      mkdirSync(dirname(join(clone, path)), { recursive: true });
      writeFileSync(join(clone, path), text);
      await git(clone, "add", "-A");
      await git(clone, "commit", "-q", "-m", `Change ${path}`);
      return git(clone, "rev-parse", "HEAD");
    },
    later: (ms: number): void => {
      clock += ms;
    },
    deaf: (status: number): void => {
      hookStatus = status;
    },
    /** Ends the stand-in and starts it anew on what it has kept. */
    restart: async (): Promise<void> => {
      const kept: unknown = JSON.parse(JSON.stringify(twin.snapshot()));
      await twin.close?.();
      twin = make();
      twin.restore(kept);
    },
    reset: (): void => {
      clock = 0;
      hookStatus = 202;
      twin.reset();
      hooks.length = 0;
    },
    close: async (): Promise<void> => {
      await twin.close?.();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
      ear.closeAllConnections();
      await new Promise((done) => ear.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Stage = Awaited<ReturnType<typeof stage>>;

/** A text field somewhere in an answer, by its path. */
export function field(json: unknown, ...path: (string | number)[]): string {
  let value: unknown = json;
  for (const key of path) value = Object.entries(Object(value)).find(([name]) => name === String(key))?.[1];
  if (typeof value === "string") return value;
  throw new Error(`there is no text ${path.join(".")} in ${JSON.stringify(json)}`);
}
