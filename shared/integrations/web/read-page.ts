import type { Outside } from "../../platform/config.ts";
import { describeError } from "../../platform/errors.ts";
import { firstBytes } from "./first-bytes.ts";

const mostBytes = 512 * 1024;
const timeoutMs = 5000;

/** A page's HTML, or why there is none. */
export type ReadPage = { kind: "read"; html: string } | { kind: "unread"; why: string };

/** A page of our own site as it is now, up to half a megabyte and within five seconds. */
export async function readPage({ fetch }: Pick<Outside, "fetch">, address: string): Promise<ReadPage> {
  try {
    const response = await fetch(address, {
      headers: { accept: "text/html", "cache-control": "no-cache" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: "unread", why: `${address} answered ${response.status}` };
    }
    const { bytes, isCut } = await firstBytes(response.body, mostBytes);
    if (isCut) return { kind: "unread", why: `${address} is larger than ${mostBytes} bytes` };
    return { kind: "read", html: new TextDecoder().decode(bytes) };
  } catch (error) {
    return { kind: "unread", why: `${address} can't be reached: ${describeError(error)}` };
  }
}
