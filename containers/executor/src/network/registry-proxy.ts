import { lookup } from "node:dns/promises";
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { BlockList, connect, isIPv6, type Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { pipeline, type Duplex } from "node:stream";

/** The address to call for a host; rejects when there is none that may be called. */
type AddressOf = (hostname: string) => Promise<string>;

/**
 * The way to package registries: a proxy that leads anywhere but to this machine itself, where the Worker, the sandbox and
 * the dashboard may listen, and to what answers on link-local addresses, where clouds keep their credentials. A name is looked
 * up once, and the address that was looked at is the one that is called.
 */
export function createRegistryProxy(addressOf: AddressOf = outsideAddress): Server {
  const server = createServer((request, response) => {
    pass(request, response, addressOf).catch((error: unknown) => refuse(response, error));
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    tunnel(request.url ?? "", socket, head, addressOf).catch(() =>
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"),
    );
  });
  return server;
}

/** What `https:` goes through: bytes in both directions. */
async function tunnel(authority: string, socket: Duplex, head: Buffer, addressOf: AddressOf): Promise<void> {
  // A caller may leave at any moment, and then there is nobody to tell.
  socket.on("error", () => undefined);
  const { hostname, port } = new URL(`https://${authority}`);
  const target: Socket = connect({ host: await addressOf(hostname), port: Number(port || 443) });
  target.once("connect", () => {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    target.write(head);
    socket.pipe(target).pipe(socket);
  });
  // A half-closed side may still be told; one that is gone takes the other with it.
  socket.once("close", () => target.destroy());
  target.once("close", () => socket.destroy());
  target.once("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
}

/** What `http:` goes through. */
async function pass(request: IncomingMessage, response: ServerResponse, addressOf: AddressOf): Promise<void> {
  const url = URL.parse(request.url ?? "");
  if (url?.protocol !== "http:") throw new Error("this is a proxy");
  const { "proxy-connection": _hop, ...headers } = request.headers;
  const onward = ask({
    host: await addressOf(url.hostname),
    port: url.port || 80,
    path: url.pathname + url.search,
    method: request.method ?? "GET",
    headers: { ...headers, host: url.host },
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

/** The address of a host; throws where there is none outside of this machine. */
async function outsideAddress(hostname: string): Promise<string> {
  const found = await lookup(hostname.replace(/^\[(.*)\]$/, "$1"), { all: true });
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
