import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

const mostBytes = 12_000_000;
const mostRedirects = 3;
const types = /^image\/(png|jpeg|webp|avif|gif)\b/;

const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
inside.addAddress("::1", "ipv6");
inside.addAddress("::", "ipv6");
for (const [net, bits] of [
  ["fc00::", 7],
  ["fe80::", 10],
  ["64:ff9b::", 96],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/**
 * A picture that a post names, by http or https. `own` is an origin that may lie in the builder's own network; all others are
 * public.
 * @throws Error saying what is wrong with the address or with what it answers.
 */
export async function fetchImage(address: string, own: string | null, signal: AbortSignal): Promise<Buffer> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    await demandPublic(url, own);
    const response = await fetch(url, { redirect: "manual", signal, headers: { accept: "image/*" } });
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (next === null) return await readImage(response);
    await response.body?.cancel();
    url = new URL(next, url);
  }
  throw new Error(`it leads on more than ${mostRedirects} times`);
}

async function demandPublic(url: URL, own: string | null): Promise<void> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new Error(`${url.protocol} is no address of a picture`);
  if (url.origin === own) return;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map((one) => one.address);
  for (const one of addresses)
    if (inside.check(one, isIP(one) === 6 ? "ipv6" : "ipv4"))
      throw new Error(`${url.hostname} is in a private network`);
}

async function readImage(response: Response): Promise<Buffer> {
  const type = response.headers.get("content-type") ?? "nothing";
  if (!response.ok || !types.test(type) || !response.body) {
    await response.body?.cancel();
    throw new Error(`it answers ${response.status} with ${type}`);
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body) {
    length += part.length;
    if (length > mostBytes) throw new Error(`it has more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
