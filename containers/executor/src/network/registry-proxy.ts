import { once } from "node:events";
import { lookup } from "node:dns/promises";
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { request as askSafely } from "node:https";
import { BlockList, connect, isIPv6, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { pipeline, type Duplex } from "node:stream";
import { connect as connectSafely } from "node:tls";
import { proxyLogin, wayOut } from "./way-out.ts";

/** The address to call for a host and a port; rejects when there is none that may be called. */
type AddressOf = (hostname: string, port: number) => Promise<string>;

/** Whom the proxy may call, and how. */
interface Outside {
  addressOf: AddressOf;
  /** Our own environment may name a proxy that leads out. */
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The way to package registries: a proxy that leads anywhere but to this machine itself, where the Worker, the sandbox and
 * the dashboard may listen, and to what answers on link-local addresses, where clouds keep their credentials. A name is looked
 * up once, and the address that was looked at is the one that is called. Where this machine has a proxy of its own, that is the way out.
 * @param hosts that may be called wherever they are, as "name:port"
 */
export function createRegistryProxy(hosts: readonly string[] = [], outside: Partial<Outside> = {}): Server {
  const { addressOf = addressBut(hosts), environment = process.env } = outside;
  const way: Outside = { addressOf, environment };
  const server = createServer((request, response) => {
    pass(request, response, way).catch((error: unknown) => refuse(response, error));
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    tunnel(request.url ?? "", socket, head, way).catch(() => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
  });
  return server;
}

/** What `https:` goes through: bytes in both directions. */
async function tunnel(authority: string, socket: Duplex, head: Buffer, way: Outside): Promise<void> {
  // A caller may leave at any moment, and then there is nobody to tell.
  socket.on("error", () => undefined);
  const { hostname, port: said } = new URL(`https://${authority}`);
  const port = Number(said || 443);
  const proxy = wayOut(way.environment, "https:", hostname, port);
  const target =
    proxy === null
      ? await connected({ host: await way.addressOf(hostname, port), port })
      : await throughProxy(proxy, `${hostname}:${port}`, way.addressOf(hostname, port));
  if (socket.destroyed) {
    target.destroy();
    return;
  }
  socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
  target.write(head);
  socket.pipe(target).pipe(socket);
  // A half-closed side may still be told; one that is gone takes the other with it.
  socket.once("close", () => target.destroy());
  target.once("close", () => socket.destroy());
  target.on("error", () => socket.destroy());
}

async function connected(to: { host: string; port: number }): Promise<Socket> {
  const target = connect(to);
  await once(target, "connect");
  return target;
}

/** A tunnel that another proxy makes. That one may know names which this machine doesn't; but none that is this machine's own. */
async function throughProxy(proxy: URL, authority: string, address: Promise<string>): Promise<Socket> {
  await allowed(address);
  const port = Number(proxy.port || (proxy.protocol === "https:" ? 443 : 80));
  const target =
    proxy.protocol === "https:"
      ? connectSafely({ host: proxy.hostname, port, servername: proxy.hostname })
      : connect({ host: proxy.hostname, port });
  await once(target, proxy.protocol === "https:" ? "secureConnect" : "connect");
  const login = Object.entries(proxyLogin(proxy)).map(([name, value]) => `${name}: ${value}\r\n`);
  target.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${login.join("")}\r\n`);
  const answer = await headOf(target);
  if (/^HTTP\/1\.[01] 2\d\d/.test(answer)) return target;
  target.destroy();
  throw new Error(`the proxy ${proxy.host} says ${answer.split("\r\n")[0]}`);
}

const longestHead = 16_384;

/** What comes before the first empty line; what comes after it stays in the stream. */
async function headOf(socket: Socket): Promise<string> {
  let read = Buffer.alloc(0);
  for (;;) {
    const chunk: unknown = socket.read();
    if (Buffer.isBuffer(chunk)) {
      read = Buffer.concat([read, chunk]);
      const end = read.indexOf("\r\n\r\n");
      if (end !== -1) {
        socket.unshift(read.subarray(end + 4));
        return read.subarray(0, end).toString("latin1");
      }
      if (read.length > longestHead) throw new Error("the proxy's answer has no end");
    } else if (socket.readableEnded) throw new Error("the proxy has hung up");
    else await Promise.race([once(socket, "readable"), once(socket, "end")]);
  }
}

/** Rejects for an address that may not be called; a name that nobody here knows may be known elsewhere. */
async function allowed(address: Promise<string>): Promise<void> {
  try {
    await address;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOTFOUND" && code !== "EAI_AGAIN") throw error;
  }
}

/** What `http:` goes through. */
async function pass(request: IncomingMessage, response: ServerResponse, way: Outside): Promise<void> {
  const url = URL.parse(request.url ?? "");
  if (url?.protocol !== "http:") throw new Error("this is a proxy");
  const { "proxy-connection": _hop, ...headers } = request.headers;
  const port = Number(url.port || 80);
  const proxy = wayOut(way.environment, "http:", url.hostname, port);
  const address = way.addressOf(url.hostname, port);
  if (proxy !== null) await allowed(address);
  const target =
    proxy === null
      ? { host: await address, port, path: url.pathname + url.search }
      : { host: proxy.hostname, port: proxy.port || 80, path: url.href };
  const onward = (proxy?.protocol === "https:" ? askSafely : ask)({
    ...target,
    method: request.method ?? "GET",
    headers: { ...headers, host: url.host, ...(proxy === null ? {} : proxyLogin(proxy)) },
  });
  onward.once("error", (error) => refuse(response, error));
  onward.once("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, () => answer.destroy());
  });
  pipeline(request, onward, () => undefined);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(502).end(error instanceof Error ? error.message : "");
}

/** The address of a host; throws where there is none outside of this machine, but for hosts that may be anywhere. */
const addressBut =
  (hosts: readonly string[]): AddressOf =>
  async (hostname, port) =>
    outsideAddress(hostname, hosts.includes(`${hostname}:${port}`));

async function outsideAddress(hostname: string, anywhere: boolean): Promise<string> {
  const found = await lookup(hostname.replace(/^\[(.*)\]$/, "$1"), { all: true });
  if (anywhere && found[0] !== undefined) return found[0].address;
  const inside = insideAddresses();
  const outside = found.find(({ address }) => !inside.check(address, isIPv6(address) ? "ipv6" : "ipv4"));
  if (outside === undefined) throw new Error(`${hostname} is not outside of this machine`);
  return outside.address;
}

/** Addresses that mean this machine, or its next link. An IPv4 address counts in its IPv6 form too. */
function insideAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet("0.0.0.0", 8, "ipv4");
  list.addSubnet("127.0.0.0", 8, "ipv4");
  list.addSubnet("169.254.0.0", 16, "ipv4");
  list.addSubnet("224.0.0.0", 3, "ipv4");
  list.addAddress("::", "ipv6");
  list.addAddress("::1", "ipv6");
  list.addSubnet("fe80::", 10, "ipv6");
  list.addSubnet("ff00::", 8, "ipv6");
  // Some clouds keep theirs elsewhere: Alibaba, Oracle, Azure, AWS.
  for (const address of ["100.100.100.200", "192.0.0.192", "168.63.129.16"]) list.addAddress(address, "ipv4");
  list.addAddress("fd00:ec2::254", "ipv6");
  for (const { address, family } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
    list.addAddress(address, family === "IPv6" ? "ipv6" : "ipv4");
  return list;
}
