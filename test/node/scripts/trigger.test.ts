import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const script = join(import.meta.dirname, "../../../scripts/trigger.ts");
const folder = mkdtempSync(join(tmpdir(), "signalbox-trigger-"));
const seen: { headers: IncomingMessage["headers"]; body: unknown }[] = [];
let answer = { status: 200, body: "" };
async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  seen.push({ headers: request.headers, body: JSON.parse(await text(request)) });
  const type = answer.body.startsWith("{") ? "application/json" : "text/html";
  const status = request.url === "/api/bugs" ? answer.status : 404;
  response.writeHead(status, { "content-type": type }).end(answer.body);
}
const server = createServer((request, response) => void respond(request, response));
let url = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/` : "";
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function trigger(
  args: string[],
  env: Record<string, string> = { SIGNALBOX_URL: url, SIGNALBOX_TOKEN: "tok" },
) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, SIGNALBOX_URL: "", SIGNALBOX_TOKEN: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { out, errors, code: Number(code) };
}

describe("npm run trigger", { timeout: 30_000 }, () => {
  it("reports what is said, with a file, and tells where to look", async () => {
    answer = { status: 200, body: JSON.stringify({ taskId: "bug-fix-1", duplicate: false, linked: null }) };
    const file = join(folder, "trace.txt");
    writeFileSync(file, "TypeError: x\n    at t (/srv/t.js:1:1)\n");
    const { out, code } = await trigger([
      "The total is wrong",
      "--repo",
      "acme/checkout",
      "--file",
      file,
      "--channel",
      "C1",
      "--key",
      "k1",
    ]);
    expect({ out, code }).toEqual({ out: `bug-fix-1\n${url}api/tasks/bug-fix-1\n`, code: 0 });
    expect(seen.at(-1)).toMatchObject({
      headers: { authorization: "Bearer tok", "idempotency-key": "k1" },
      body: {
        title: "The total is wrong",
        text: "The total is wrong\n\nTypeError: x\n    at t (/srv/t.js:1:1)",
        repository: "acme/checkout",
        channel: "C1",
        source: "cli",
      },
    });
  });

  it("tells when the bug is known", async () => {
    answer = {
      status: 200,
      body: JSON.stringify({ taskId: "bug-fix-1", duplicate: false, linked: "it is being fixed already" }),
    };
    expect((await trigger(["It fails"])).out).toContain(
      "No new fix: it is being fixed already.\nbug-fix-1\n",
    );
  });

  it("ends with 1 and the reason when the bug is not taken, or nobody is there", async () => {
    answer = { status: 400, body: JSON.stringify({ error: { message: "there is no repository acme/x" } }) };
    expect(await trigger(["It fails"])).toMatchObject({
      code: 1,
      errors: "it was not taken (400): there is no repository acme/x\n",
    });
    answer = { status: 502, body: "<html>" };
    expect(await trigger(["It fails"])).toMatchObject({
      code: 1,
      errors: "it was not taken (502): <html>\n",
    });
    const nowhere = { SIGNALBOX_URL: "http://127.0.0.1:9", SIGNALBOX_TOKEN: "x" };
    expect(await trigger(["It fails"], nowhere)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("does not answer"),
    });
    expect(await trigger(["It fails", "--file", join(folder, "none")])).toMatchObject({
      code: 1,
      errors: expect.stringContaining("none"),
    });
  });

  it.each([
    ["nothing to report", [], {}, "what is wrong?"],
    ["an option that there is not", ["x", "--force"], {}, "--force"],
    ["an address without a token", ["x"], { SIGNALBOX_URL: "http://127.0.0.1:9" }, "SIGNALBOX_TOKEN"],
    ["an address that is none", ["x"], { SIGNALBOX_URL: "here", SIGNALBOX_TOKEN: "x" }, "no address: here"],
  ])("ends with 2 and the usage for %s", async (_name, args, env, reason) => {
    const { code, errors, out } = await trigger(args, env);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(errors).toContain(reason);
    expect(errors).toContain("--repo OWNER/NAME");
  });

  it("explains itself", async () => {
    expect(await trigger(["--help"], {})).toMatchObject({
      code: 0,
      out: expect.stringContaining("SIGNALBOX_URL"),
    });
  });
});
