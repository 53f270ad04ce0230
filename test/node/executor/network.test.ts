import { once } from "node:events";
import { chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, request as ask, type Server as HttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createServer as createExecutor } from "../../../containers/executor/src/server.ts";
import { Assignments } from "../../../containers/executor/src/assignments.ts";
import type { AgentUser, Reach } from "../../../containers/executor/src/contract.ts";
import { type Network, prepareNetwork } from "../../../containers/executor/src/network.ts";
import { createRegistryProxy } from "../../../containers/executor/src/network/registry-proxy.ts";

/** Another user can be had by root alone; a network of one's own by others too, where the kernel lets them. */
const asRoot = process.getuid?.() === 0;
const uid = 50_000_000 + process.pid;
const user: AgentUser | null = asRoot ? { uid, gid: uid } : null;
const path = process.env["PATH"] ?? "";

let root: string;
let network: Network;
let host: HttpServer;
let hostPort: number;
let abstract: Server;
const abstractName = `signalbox-${process.pid}`;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "signalbox-network-"));
  await chmod(root, 0o711);
  network = await prepareNetwork({ root, path, userOf: () => user });
  host = createHttpServer((asked, response) =>
    response.end(`this machine: ${asked.headers.host}${asked.url}`),
  ).listen(0);
  await once(host, "listening");
  const address = host.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  hostPort = address.port;
  abstract = createServer((socket) => socket.destroy()).listen(`\0${abstractName}`);
  await once(abstract, "listening");
  await writeFile(join(root, "look.mjs"), look, { mode: 0o644 });
  await chmod(join(root, "look.mjs"), 0o644);
});

afterAll(async () => {
  host.close();
  abstract.close();
  await rm(root, { recursive: true });
});

/** Looks at each target from inside, and says what came of it. */
const look = `
import { connect } from "node:net";
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { readlinkSync } from "node:fs";
const targets = JSON.parse(process.argv[2]);
const said = {};
const attempt = async (name, trying) => {
  try { said[name] = await trying(); } catch (error) { said[name] = "no: " + (error.code ?? error.message); }
};
for (const [name, where] of Object.entries(targets.sockets))
  await attempt(name, () => new Promise((resolve, reject) => {
    const socket = connect(where, () => { socket.destroy(); resolve("reached"); });
    socket.setTimeout(3000, () => reject(new Error("silence")));
    socket.on("error", reject);
  }));
for (const [name, url] of Object.entries(targets.urls))
  await attempt(name, async () => (await fetch(url, { signal: AbortSignal.timeout(3000) })).text());
await attempt("dns", async () => (await lookup("example.com")).address);
await attempt("udp", () => new Promise((resolve, reject) => {
  createSocket("udp4").send("x", 53, "8.8.8.8", (error) => (error ? reject(error) : resolve("sent")));
}));
await attempt("namespace", () => readlinkSync("/proc/" + targets.pid + "/ns/net"));
await attempt("own", () => new Promise((resolve, reject) => {
  import("node:http").then(({ createServer }) => {
    const server = createServer((_request, response) => response.end("own")).listen(0, "localhost", async () => {
      resolve(await (await fetch("http://localhost:" + server.address().port)).text());
      server.close();
    });
    server.on("error", reject);
  });
}));
console.log(JSON.stringify(said));
process.exit(0);
`;

async function inside(
  argv: readonly string[],
  reach: Reach = "nothing",
  env: Record<string, string> = {},
  using: Network = network,
): Promise<string> {
  const child = using.start({ argv, cwd: "/", env: { PATH: path, ...env }, user, reach });
  child.stdin.end();
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  await once(child, "close");
  return text;
}

const targets = (): string => {
  const own = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4");
  return JSON.stringify({
    pid: process.pid,
    sockets: {
      loopback: { host: "127.0.0.1", port: hostPort },
      "another loopback": { host: "127.0.0.2", port: hostPort },
      "IPv6 loopback": { host: "::1", port: hostPort },
      "this machine's address": { host: own?.address ?? "127.0.0.3", port: hostPort },
      "the world": { host: "1.1.1.1", port: 443 },
      "an abstract socket": { path: `\0${abstractName}` },
    },
    urls: { relay: `${network.door}/key/v1/messages` },
  });
};

describe("a network of its own", () => {
  test("reaches neither this machine nor the world; its door and its own loopback answer", async () => {
    expect(network.warning).toBeNull();
    const relay = createHttpServer((request, response) => response.end(`relay ${request.url}`));
    const argv = [process.execPath, join(root, "look.mjs"), targets()];
    const refused = expect.stringMatching(/^no: /);
    const shut = {
      loopback: refused,
      "another loopback": refused,
      "IPv6 loopback": refused,
      "this machine's address": refused,
      "the world": refused,
      "an abstract socket": refused,
      dns: refused,
      udp: refused,
      namespace: refused,
      own: "own",
    };
    expect(JSON.parse(await inside(argv, { door: relay }))).toEqual({
      ...shut,
      relay: "relay /key/v1/messages",
    });
    expect(JSON.parse(await inside(argv))).toEqual({ ...shut, relay: refused });

    // The same eyes see all of it from outside, so they aren't blind.
    const open = await prepareNetwork({ root, path, userOf: () => user }, "/nowhere");
    expect(JSON.parse(await inside(argv, "nothing", {}, open))).toMatchObject({
      loopback: "reached",
      "this machine's address": "reached",
      "an abstract socket": "reached",
    });
  });

  test("has no way back: no capabilities, no privileged programs, no user of its own that the machine would believe", async () => {
    const status = await inside(["/bin/cat", "/proc/self/status"]);
    for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"])
      expect(status).toMatch(new RegExp(`^${set}:\\t0+$`, "m"));
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    // SIGPIPE and the rest are as the machine gives them, though Node was there before.
    const door = await inside(["/bin/cat", "/proc/self/status"], { door: createHttpServer() });
    expect(door).toMatch(/^SigIgn:\t0+$/m);
    for (const way of [
      `nsenter --net=/proc/${process.pid}/ns/net true`,
      `nsenter --target 1 --net true`,
      `unshare --user --map-root-user nsenter --net=/proc/${process.pid}/ns/net true`,
    ])
      expect(await inside(["/bin/sh", "-c", `${way} && echo out`])).not.toContain("out");
  });

  test("leaves files to whom they belong", async () => {
    const file = join(root, "shared");
    await writeFile(file, "");
    await chmod(file, 0o666);
    const made = `/tmp/signalbox-made-${process.pid}`;
    expect(
      await inside(["/bin/sh", "-c", `echo words > ${file} && touch ${made} && stat -c %u ${made}`]),
    ).toBe(`${user?.uid ?? process.getuid?.()}\n`);
    expect(await readFile(file, "utf8")).toBe("words\n");
    expect((await stat(made)).uid).toBe(user?.uid ?? process.getuid?.());
    await rm(made);
  });

  test("is put up by the machine's own programs, whatever the environment of what runs in it says", async () => {
    const planted = await mkdtemp(join(tmpdir(), "signalbox-planted-"));
    await chmod(planted, 0o755);
    const ran = join(planted, "ran");
    for (const name of ["ip", "setpriv", "unshare", "env", "sh"]) {
      await writeFile(join(planted, name), `#!/bin/sh\nid -u >> ${ran}\n`);
      await chmod(join(planted, name), 0o755);
    }
    await cp(process.execPath, join(planted, "library.so"));
    const env = {
      PATH: `${planted}:${path}`,
      LD_PRELOAD: join(planted, "library.so"),
      NODE_OPTIONS: "--bad",
    };
    const said = await inside(["/bin/sh", "-c", "echo $PATH"], { door: createHttpServer() }, env);
    expect(said).toContain(`${planted}:`);
    await expect(readFile(ran)).rejects.toThrow("ENOENT");
    // The dynamic linker complains of what it can't load once for each program that has the variable.
    expect(said.match(/cannot be preloaded/g)?.length).toBeLessThanOrEqual(2);
    await rm(planted, { recursive: true });
  });

  test("lets an installation through to everything but this machine", async () => {
    const asked = (...urls: string[]) => inside([process.execPath, "-e", throughProxy, ...urls], "registry");
    const names = [
      "127.0.0.1",
      "localhost",
      "127.1",
      "127.0.0.2",
      "0x7f000001",
      "[::ffff:127.0.0.1]",
      "[::1]",
      "0.0.0.0",
    ];
    const answers = await asked(...names.map((name) => `http://${name}:${hostPort}/`));
    expect(answers.trim().split("\n")).toEqual(names.map(() => "502 502"));
  });
});

/** Asks for each address by a proxy's two ways. */
const throughProxy = `
const { request } = require("node:http");
const proxy = new URL(process.env.https_proxy);
const status = (options) => new Promise((resolve) => {
  request({ host: proxy.hostname, port: proxy.port, agent: false, ...options })
    .on("response", (answer) => resolve(answer.resume().statusCode))
    .on("connect", (answer) => resolve(answer.statusCode))
    .on("error", (error) => resolve(error.code)).end();
});
(async () => {
  for (const url of process.argv.slice(1))
    console.log(await status({ path: url }), await status({ method: "CONNECT", path: new URL(url).host }));
  process.exit(0);
})();
`;

describe("the way to registries", () => {
  test("passes requests on, and bytes in both directions", async () => {
    const proxy = createRegistryProxy([], { addressOf: async () => "127.0.0.1" }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const address = proxy.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const through = { host: "127.0.0.1", port: address.port, agent: false };
    const plain = ask({ ...through, path: `http://registry.test:${hostPort}/left-pad?x=1` }).end();
    const [answer] = await once(plain, "response");
    expect(await textOf(answer)).toBe(`this machine: registry.test:${hostPort}/left-pad?x=1`);

    const opening = ask({ ...through, method: "CONNECT", path: `registry.test:${hostPort}` }).end();
    const [opened, socket] = await once(opening, "connect");
    expect(opened.statusCode).toBe(200);
    socket.end("GET /tunnel HTTP/1.1\r\nhost: inner\r\nconnection: close\r\n\r\n");
    expect(await textOf(socket)).toContain("this machine: inner/tunnel");
    expect((await fetch(`http://127.0.0.1:${address.port}/`)).status).toBe(502);
    proxy.close();
  });
});

describe("without a network of its own", () => {
  test("all is open, and the log and /health say so", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const open = await prepareNetwork({ root, path, userOf: () => user }, "/nowhere");
    expect(open.warning).toMatch(/^The agent's network is open.*unshare and ip and setpriv/);
    expect(open.door).toBeNull();
    expect(warned.mock.calls.join()).toContain("agent.network_open");
    warned.mockRestore();

    const assignments = new Assignments(1, () => Promise.reject(new Error("none")), []);
    const app = createExecutor({ assignments, token: "t", warnings: [open.warning ?? ""] });
    expect(await (await app.request("/health")).json()).toMatchObject({ warnings: [open.warning] });
    expect(await inside(["/bin/sh", "-c", "echo done"], "registry", {}, open)).toBe("done\n");
  });
});
