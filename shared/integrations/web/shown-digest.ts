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
  outside: Pick<Outside, "fetch">,
  address: string,
  wanted: string,
): Promise<string | null> {
  return asked(outside, address, wanted, async (response) => {
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return null;
    }
    const { bytes } = await firstBytes(response.body, mostBytes);
    return digestIn(new TextDecoder().decode(bytes));
  });
}

/** Whether an address of our blog says that what was there is gone for good (410). `asking` tells this question from others. */
export async function isShownGone(
  outside: Pick<Outside, "fetch">,
  address: string,
  asking: string,
): Promise<boolean> {
  const status = await asked(outside, address, `gone-${asking}`, async (response) => {
    await response.body?.cancel();
    return response.status;
  });
  return status === 410;
}

/** What an address of our blog answers, past all caches; null: it doesn't. */
async function asked<T>(
  { fetch }: Pick<Outside, "fetch">,
  address: string,
  wanted: string,
  read: (response: Response) => Promise<T>,
): Promise<T | null> {
  const url = new URL(address);
  url.searchParams.set("signalbox", wanted);
  try {
    const response = await fetch(url.href, {
      headers: { accept: "text/html", "cache-control": "no-cache" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await read(response);
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
