/** No more than so many bytes of a body, and whether there is more of it. */
export async function firstBytes(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length > most) break;
  }
  const bytes = new Uint8Array(Math.min(length, most));
  let at = 0;
  for (const part of parts) {
    const fits = part.subarray(0, most - at);
    bytes.set(fits, at);
    at += fits.length;
  }
  return { bytes, isCut: length > most };
}
