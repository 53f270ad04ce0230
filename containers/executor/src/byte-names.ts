import { isUtf8 } from "node:buffer";
import { type Dirent, opendirSync } from "node:fs";

/** A name from a disk, each of its bytes a character: whatever it is made of, nothing is lost. */
export type ByteName = string;

export const bytesOf = (name: ByteName): Buffer => Buffer.from(name, "latin1");

export const nameOf = (bytes: string | Buffer): ByteName => Buffer.from(bytes).toString("latin1");

export const isReadable = (name: ByteName): boolean => isUtf8(bytesOf(name));

/** The text of a name that is UTF-8. */
export const readable = (name: ByteName): string => bytesOf(name).toString("utf8");

/** The path of an entry of a folder. */
export const within = (folder: string, name: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${folder}/`), name]);

/** A name as people can read it, whatever it holds. */
export function shownName(name: ByteName): string {
  const bytes = bytesOf(name);
  const text = isUtf8(bytes)
    ? bytes.toString("utf8")
    : name.replaceAll(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "?");
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

/** The entries of a folder one after the other, however many there are. */
export function* entriesOf(folder: ByteName): Generator<Dirent> {
  const listing = opendirSync(bytesOf(folder), { encoding: "latin1" });
  try {
    for (let entry = listing.readSync(); entry !== null; entry = listing.readSync()) yield entry;
  } finally {
    listing.closeSync();
  }
}
