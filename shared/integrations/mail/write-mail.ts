import { utf8ToBase64 } from "../../platform/base64.ts";

/** A mail that is written out by us, all of it plain text. */
export interface WrittenMail {
  from: string;
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  text: string;
  /** `<id@host>`. */
  messageId: string;
  /** Null: it answers nothing that has a name. */
  inReplyTo: string | null;
  references: readonly string[];
  /** Epoch milliseconds. */
  at: number;
}

/** Bytes of UTF-8 in one encoded word, of which 75 characters are a line's most. */
const wordBytes = 42;

/**
 * A mail as it goes over the wire (RFC 5322), in ASCII alone. What comes from elsewhere stands in it in base64, or has been checked to
 * be an address or a name without white space: so nothing can add a header.
 * @throws when an address or a name has a character that could.
 */
export function writeMail(mail: WrittenMail): string {
  const { from, to, cc, subject, text, messageId, inReplyTo, references, at } = mail;
  const head = [
    `Date: ${new Date(at).toUTCString().replace("GMT", "+0000")}`,
    `From: ${token(from)}`,
    `To: ${listed(to)}`,
    ...(cc.length === 0 ? [] : [`Cc: ${listed(cc)}`]),
    `Subject: ${encodedWords(subject)}`,
    `Message-ID: ${token(messageId)}`,
    ...(inReplyTo === null ? [] : [`In-Reply-To: ${token(inReplyTo)}`]),
    ...(references.length === 0 ? [] : [`References: ${references.map(token).join("\r\n ")}`]),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ];
  const body = utf8ToBase64(text.replaceAll(/\r?\n/g, "\r\n")).replaceAll(/.{76}(?=.)/g, "$&\r\n");
  return [...head, "", body, ""].join("\r\n");
}

function listed(addresses: readonly string[]): string {
  return addresses.map(token).join(",\r\n ");
}

/** What may stand in a header as it is. */
function token(value: string): string {
  if (!/^[\x21-\x7e]+$/.test(value)) throw new Error(`no header takes ${JSON.stringify(value)}`);
  return value;
}

/** RFC 2047: each piece a whole number of characters. */
function encodedWords(text: string): string {
  const encoder = new TextEncoder();
  const words = [""];
  for (const char of text) {
    const last = words.at(-1) ?? "";
    if (encoder.encode(last + char).length <= wordBytes) words[words.length - 1] = last + char;
    else words.push(char);
  }
  return words.map((word) => `=?utf-8?B?${utf8ToBase64(word)}?=`).join("\r\n ");
}
