import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { connectAccounts } from "../../../scripts/stack/connect-accounts.ts";

/** A Worker and a sandbox in one, as far as connecting an account goes; at first nothing is connected. */
async function place() {
  const connected = new Set<string>();
  const server = createServer((request, response) => {
    const { method, url = "" } = request;
    const [, service = ""] = /^\/api\/connections\/(\w+)/.exec(url) ?? [];
    const answers: Record<string, () => object> = {
      "GET /api/connections": () => ({
        connections: ["linkedin", "threads"].map((name) => ({
          service: name,
          place: "sandbox",
          missing: [],
          byPerson: true,
          redirectUri: "http://x.example",
          account: connected.has(name) ? { state: "connected" } : null,
        })),
      }),
      "GET /health": () => ({ sandbox: ["linkedin", "threads"] }),
      [`POST /api/connections/${service}/authorize`]: () => ({ url: `${address()}/allow` }),
      [`POST /api/connections/${service}/callback`]: () => connected.add(service),
    };
    if (url === "/allow") response.writeHead(302, { location: `${address()}/back?state=s&code=c` }).end();
    else response.end(JSON.stringify(answers[`${method} ${url}`]?.() ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = (): string => {
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("no port");
    return `http://127.0.0.1:${bound.port}`;
  };
  return { url: address(), connected };
}

it("connects the sandbox's accounts once, and leaves alone what a person has disconnected since", async () => {
  const stateDir = mkdtempSync(join(tmpdir(), "state-"));
  onTestFinished(() => rmSync(stateDir, { recursive: true }));
  const { url, connected } = await place();
  const start = async (): Promise<void> => connectAccounts({ worker: url, sandbox: url }, "token", stateDir);
  await start();
  expect([...connected]).toEqual(["linkedin", "threads"]);
  connected.delete("threads");
  await start();
  expect([...connected]).toEqual(["linkedin"]);
});
