import { Parser } from "htmlparser2";
import type { Outside } from "../../platform/config.ts";
import { describeError } from "../../platform/errors.ts";
import { log } from "../../platform/log.ts";
import { firstBytes } from "./first-bytes.ts";

/** What the page of one of our posts says which approved bytes it was built of. */
const mark = "signalbox:digest";
/** It stands in the page's head. */
const mostBytes = 256 * 1024;
const timeoutMs = 5000;

/**
 * The digest of what a page of our blog shows; null: there is no such page, it says none, or it doesn't come. The digest that is
 * looked for stands in the address too, so that no cache in between answers with what was there before.
 */
export async function shownDigest(
  { fetch }: Pick<Outside, "fetch">,
  address: string,
  wanted: string,
): Promise<string | null> {
  const url = new URL(address);
  url.searchParams.set("signalbox", wanted);
  try {
    const response = await fetch(url.href, {
      headers: { accept: "text/html", "cache-control": "no-cache" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return null;
    }
    const { bytes } = await firstBytes(response.body, mostBytes);
    return digestIn(new TextDecoder().decode(bytes));
  } catch (error) {
    log.info("blog.not_read", { reason: describeError(error) });
    return null;
  }
}

function digestIn(html: string): string | null {
  let digest: string | null = null;
  const parser = new Parser({
    onopentag: (tag, { name, content }) => {
      if (tag === "meta" && name === mark && content !== undefined) digest ??= content;
    },
  });
  parser.write(html);
  parser.end();
  return digest;
}
