import type { Outside } from "../../platform/config.ts";
import { describeError } from "../../platform/errors.ts";
import { log } from "../../platform/log.ts";
import { firstBytes } from "./first-bytes.ts";
import { publicAddress } from "./public-address.ts";

/** A file of the public web: where it was in the end, what it says it is, and its bytes. */
export interface PublicFile {
  url: URL;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** There is more of it than was read. */
  isCut: boolean;
}

const timeoutMs = 5000;
const mostRedirects = 3;

/**
 * Fetches what anybody may see, without any credentials, and no more than so many bytes of it. Each redirect has to lead to the
 * public web again. Null: it isn't there, is not public, or doesn't come in time.
 */
export async function fetchPublic(
  { fetch }: Pick<Outside, "fetch">,
  address: string,
  accept: string,
  mostBytes: number,
): Promise<PublicFile | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  let next = address;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const url = publicAddress(next);
    if (url === null) return null;
    try {
      const response = await fetch(url.href, { headers: { accept }, redirect: "manual", signal });
      const to = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && to !== null) {
        await response.body?.cancel();
        next = URL.parse(to, url)?.href ?? "";
        continue;
      }
      if (!response.ok || response.body === null) {
        await response.body?.cancel();
        return null;
      }
      const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
      return { url, type, ...(await firstBytes(response.body, mostBytes)) };
    } catch (error) {
      log.info("page.not_fetched", { reason: describeError(error) });
      return null;
    }
  }
  return null;
}
