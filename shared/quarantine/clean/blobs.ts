export interface Unpacked {
  text: string;
  count: number;
  /** What they say, where they say something. */
  said: string;
}

const dataUrl = /\bdata:[a-z0-9.+-]*\/?[a-z0-9.+-]*(?:;[a-z0-9=.+-]+)*,[^\s"'<>)\]]{0,200000}/gi;
const base64 =
  /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,}(?:\s?\n\s?[A-Za-z0-9+/_-]{24,})*={0,2}(?![A-Za-z0-9+/_-])/g;

/** Takes out what is packed for machines: data URLs and base64. Instructions may hide in it, so it is read and not passed on. */
export function dropBlobs(words: string): Unpacked {
  let count = 0;
  let said = "";
  const out = (blob: string): string => {
    count++;
    said += `${unpacked(blob)}\n`;
    return "[encoded data removed]";
  };
  const text = words
    .replaceAll(dataUrl, (url) => out(url.slice(url.indexOf(",") + 1)))
    .replaceAll(base64, (run) => (isBase64(run) ? out(run) : run));
  return { text, count, said };
}

/** A run that no word, key or digest looks like: lower and upper case and digits mixed, and not hexadecimal. */
function isBase64(run: string): boolean {
  const plain = run.replaceAll(/\s/g, "");
  if (/^[0-9a-f-]+$/i.test(plain)) return false;
  if (plain.length >= 60) return /[a-z]/.test(plain) && /[A-Z]/.test(plain);
  return (
    /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(plain) &&
    /\d|=$/.test(plain) &&
    !/^[A-Z]?[a-z]+(?:[-_/][a-z]+)+$/i.test(plain)
  );
}

/** What base64 says, if that is text. */
function unpacked(blob: string): string {
  const plain = blob
    .replaceAll(/\s/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/=+$/, "")
    .slice(0, 20_000);
  const whole = plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0));
  try {
    const bytes = Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    return /^[\p{L}\p{N}\p{P}\p{Z}\p{S}\n\r\t]+$/u.test(text) && !text.includes("\ufffd") ? text : "";
  } catch (error) {
    // What can't be unpacked says nothing.
    if (error instanceof DOMException || (error instanceof Error && error.name === "InvalidCharacterError"))
      return "";
    throw error;
  }
}
