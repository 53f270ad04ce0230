import { SignalboxError } from "../shared/platform/errors.ts";
import { readBounded } from "../shared/platform/read-bounded.ts";

/**
 * A call's body as bytes, read no further than it may have.
 * @param way what to do with a longer one: "send fewer files at once".
 * @throws SignalboxError `too_large`.
 */
export async function boundedBody(
  request: Request,
  most: number,
  way: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBounded(request, most);
  if (bytes === null) throw new SignalboxError("too_large", `the body has more than ${most} bytes; ${way}`);
  return bytes;
}
