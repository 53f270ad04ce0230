/** Base64 of a text's UTF-8 bytes, which btoa alone can't encode. */
export function utf8ToBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  // In pieces: a call takes only so many arguments.
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + pieceBytes)));
  return btoa(pieces.join(""));
}

/** The text of base64, which may be broken into lines. */
export function utf8FromBase64(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new TextDecoder("utf-8", { ignoreBOM: true, fatal: false }).decode(bytes);
}

const pieceBytes = 8192;
