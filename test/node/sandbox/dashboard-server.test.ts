import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveDashboard } from "../../../sandbox/pages/dashboard-server.ts";
import { headersFor, parseHeadersFile } from "../../../sandbox/pages/headers-file.ts";
import { freePorts } from "../../../scripts/stack/ports.ts";

const headersFile = join(import.meta.dirname, "../../../pages/dashboard/public/_headers");

describe("the stand-in for Pages, serving the dashboard", async () => {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-dashboard-"));
  const { dashboard: port } = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  /** Plays the Worker: says what it was asked. */
  const worker = createServer((request, response) => {
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.end(
      JSON.stringify({ url: request.url, host: request.headers.host, cookie: request.headers.cookie }),
    );
  });
  let close: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    writeFileSync(join(folder, "index.html"), "<title>the index</title>");
    writeFileSync(join(folder, "app.js"), "1;");
    cpSync(headersFile, join(folder, "_headers"));
    await new Promise<void>((done) => worker.listen(0, "127.0.0.1", done));
    const address: AddressInfo | string | null = worker.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    ({ close } = await serveDashboard({ port, folder, workerUrl: `http://127.0.0.1:${address.port}` }));
  });
  afterAll(async () => {
    await close();
    worker.close();
    rmSync(folder, { recursive: true });
  });

  it("answers every room's address with the page, under a policy that lets no inline script run", async () => {
    for (const path of ["/", "/tasks/editorial-1", "/_headers"]) {
      const response = await fetch(`${url}${path}`);
      expect(await response.text()).toContain("the index");
      expect(response.headers.get("content-security-policy")).toContain("script-src 'self';");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
    expect((await fetch(`${url}/app.js`)).headers.get("content-type")).toBe("text/javascript");
  });

  it("hands the API's calls to the Worker as they are, and its cookies back", async () => {
    const response = await fetch(`${url}/api/tasks?limit=1`, { headers: { cookie: "c=3" } });
    expect(await response.json()).toEqual({
      url: "/api/tasks?limit=1",
      host: `127.0.0.1:${port}`,
      cookie: "c=3",
    });
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await (await fetch(`${url}/apiary`)).text()).toContain("the index");
  });
});

describe("a _headers file", () => {
  it("adds what its rules say, in their order, and drops what it is told to", () => {
    const rules = parseHeadersFile(
      "/*\n  A: 1\n  Cache-Control: no-cache\n\n/assets/*\n  ! Cache-Control\n  Cache-Control: immutable\n",
    );
    expect(Object.fromEntries(headersFor(rules, "/x"))).toEqual({ a: "1", "cache-control": "no-cache" });
    expect(Object.fromEntries(headersFor(rules, "/assets/x.js"))).toEqual({
      a: "1",
      "cache-control": "immutable",
    });
    expect(headersFor(parseHeadersFile("/a.b\n  A: 1"), "/axb").has("a")).toBe(false);
  });
});
