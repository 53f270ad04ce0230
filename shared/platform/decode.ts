/**
 * Bytes as text: by their byte order mark, else by where their zeros are, else UTF-8, else what is said of them, else what Windows writes.
 * @param said the name of an encoding, as whoever wrote them says it
 */
export function decode(bytes: Uint8Array<ArrayBuffer>, said: string | null = null): string {
  const wide = markOf(bytes) ?? wideWithoutMark(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  const text = new TextDecoder().decode(bytes);
  return text.includes("\ufffd") ? betterOf(text, bytes, said) : text;
}

function markOf(bytes: Uint8Array<ArrayBuffer>): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/** What Windows writes without a mark: every other byte of most letters is zero, and what is read is text. */
function wideWithoutMark(bytes: Uint8Array<ArrayBuffer>): "utf-16le" | "utf-16be" | null {
  const some = bytes.subarray(0, 4096);
  if (some.length < 4 || bytes.length % 2 === 1) return null;
  const zeros = [0, 1].map((odd) => some.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  const most = Math.max(even, odd);
  if (most < some.length / 4 || Math.min(even, odd) > most / 20) return null;
  const form = odd > even ? "utf-16le" : "utf-16be";
  // oxlint-disable-next-line no-control-regex -- what no text has
  return /[\u0000-\u0008\u000e-\u001a\ufffd]/.test(new TextDecoder(form).decode(some)) ? null : form;
}

/** A letter that is broken in UTF-8 may be one of Windows-1252; a few in a long text are broken either way. */
function betterOf(text: string, bytes: Uint8Array<ArrayBuffer>, said: string | null): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    // It has bytes that UTF-8 doesn't know. Where it has letters of UTF-8 nevertheless, it is UTF-8 with an accident.
    const isMostlyUtf8 = /[\u0080-\ufffc]/.test(text.replaceAll("\ufffd", ""));
    return isMostlyUtf8 ? text : (known(said) ?? new TextDecoder("windows-1252")).decode(bytes);
  }
}

/** Null: nothing is said, or what nobody knows. */
function known(said: string | null): TextDecoder | null {
  try {
    return said === null || /^utf-?(?:8|16)/i.test(said) ? null : new TextDecoder(said);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Whether bytes are no text at all: they have zeros, and neither a mark nor an order that says why. */
export function isBinary(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (!bytes.subarray(0, 64 * 1024).includes(0)) return false;
  return markOf(bytes) === null && wideWithoutMark(bytes) === null;
}
