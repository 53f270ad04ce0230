import { Unzip, UnzipInflate, unzipSync } from "fflate";
import { documentLimits, megabytes } from "../../../domain/delivery/document-limits.ts";
import { decode } from "../../../platform/decode.ts";
import { DocumentRefused } from "./refusal.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** So much is fed at once: a bomb makes a thousand times of it before it is seen. Bytes. */
const slice = 16 * 1024;

/** Whether a file is a ZIP: DOCX, a Slack export. */
export function isPacked(bytes: Bytes): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The names in a packed file, by its directory. @throws DocumentRefused `broken`. */
export function namesIn(bytes: Bytes): string[] {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch (error) {
    throw brokenBy(error);
  }
  return names;
}

/**
 * The wanted files of a packed one, by their names. What they have unpacked is counted while they are: what the file says of its sizes
 * is not believed.
 * @throws DocumentRefused `bomb`, `encrypted` or `broken`.
 */
export function unpack(bytes: Bytes, isWanted: (name: string) => boolean): Map<string, string> {
  // The first bit of the first file's flags.
  if (((bytes[6] ?? 0) & 1) === 1)
    throw new DocumentRefused(
      "encrypted",
      "is protected with a password; take the password off and upload it again",
    );
  const found = new Map<string, Uint8Array[]>();
  let unpacked = 0;
  let files = 0;
  const unzip = new Unzip((file) => {
    if (!isWanted(file.name)) return;
    files += 1;
    if (files > documentLimits.files)
      throw new DocumentRefused(
        "too_large",
        `holds more than ${documentLimits.files} files that would be read; upload it in parts: of an export, some channels or months at a time`,
      );
    const parts: Uint8Array[] = [];
    found.set(file.name, parts);
    file.ondata = (error, part) => {
      if (error !== null) throw error;
      unpacked += part.length;
      if (unpacked > documentLimits.unpacked || unpacked > bytes.length * documentLimits.ratio)
        throw tooMuch(`more than ${megabytes(Math.min(unpacked, documentLimits.unpacked))}`);
      parts.push(part);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let from = 0; from < bytes.length; from += slice)
      unzip.push(bytes.subarray(from, from + slice), from + slice >= bytes.length);
  } catch (error) {
    throw error instanceof DocumentRefused ? error : brokenBy(error);
  }
  return new Map([...found].map(([name, parts]) => [name, decode(joined(parts))]));
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function tooMuch(what: string): DocumentRefused {
  return new DocumentRefused(
    "bomb",
    `holds ${what} once it is unpacked, far more than its size tells; save its text as a file of its own and upload that`,
  );
}

function brokenBy(error: unknown): DocumentRefused {
  const why = error instanceof Error ? error.message : "it can't be unpacked";
  return new DocumentRefused(
    "broken",
    `is broken (${why}); open it where it was made, save it anew and upload that`,
    {
      cause: error,
    },
  );
}
