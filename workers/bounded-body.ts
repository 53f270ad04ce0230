import { SignalboxError } from "../shared/platform/errors.ts";

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
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = request.body?.getReader();
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      throw new SignalboxError("too_large", `the body has more than ${most} bytes; ${way}`);
    }
    parts.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
