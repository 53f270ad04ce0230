/** How bytes are written as text. */
export type Encoding = "hex" | "base64";

type Bytes = Uint8Array<ArrayBuffer>;

const forms = {
  hex: /^(?:[0-9a-f]{2})*$/,
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
} as const satisfies Record<Encoding, RegExp>;

/** The bytes that a text stands for; null for one that isn't exactly of the form. Hexadecimal digits are in lower case. */
export function bytesOf(text: string, encoding: Encoding): Bytes | null {
  if (!forms[encoding].test(text)) return null;
  if (encoding === "base64") return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function utf8(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

/** A text's bytes with others behind them. */
export function bytesAfter(text: string, rest: Bytes): Bytes {
  const before = utf8(text);
  const all = new Uint8Array(before.length + rest.length);
  all.set(before);
  all.set(rest, before.length);
  return all;
}
