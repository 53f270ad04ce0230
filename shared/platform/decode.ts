/** Bytes as text: by their byte order mark, else UTF-8, else what Windows writes. */
export function decode(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const text = new TextDecoder().decode(bytes);
  return text.includes("\ufffd") ? betterOf(text, bytes) : text;
}

/** A letter that is broken in UTF-8 may be one of Windows-1252; a few in a long text are broken either way. */
function betterOf(text: string, bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    // It has bytes that UTF-8 doesn't know. Where it has letters of UTF-8 nevertheless, it is UTF-8 with an accident.
    const isMostlyUtf8 = /[\u0080-\ufffc]/.test(text.replaceAll("\ufffd", ""));
    return isMostlyUtf8 ? text : new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Whether bytes are no text at all: they have zeros, and no mark that says why. */
export function isBinary(bytes: Uint8Array<ArrayBuffer>): boolean {
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isMarked && bytes.subarray(0, 64 * 1024).includes(0);
}
