import type { DocumentType } from "../../../domain/delivery/read-document.ts";
import type { DocumentFile } from "./document-reader.ts";
import { decode, isBinary } from "../../../platform/decode.ts";
import { isSlackDay, isSlackName } from "./slack-form.ts";
import { cuesOf } from "../../../domain/transcript/transcript-form.ts";
import { DocumentRefused } from "./refusal.ts";
import { isMainPart } from "./readers/docx.ts";
import { isPacked, namesIn } from "./unpack.ts";

const readable =
  "PDF, DOCX, Markdown, text, HTML, EML, VTT, SRT, JSON transcripts and Slack exports are read";

const wrong = (what: string, way: string): DocumentRefused =>
  new DocumentRefused("wrong_type", `is ${what}, which is not read; ${way}. ${readable}`);

// oxlint-disable no-control-regex -- these are the first bytes of files, a letter a byte
/** What a file begins with that is none of ours: what it is, and the way out. */
const foreign: readonly [test: RegExp, what: string, way: string][] = [
  [/^MZ|^\x7fELF|^\xca\xfe\xba\xbe|^\xcf\xfa\xed\xfe/, "a program", "upload documents only"],
  [
    /^\x89PNG|^\xff\xd8\xff|^GIF8|^BM.{4}\0\0|^II\*\0|^MM\0\*|^RIFF.{4}WEBP/s,
    "a picture",
    "upload a text of what it shows",
  ],
  [
    /^.{4}ftyp|^\x1aE\xdf\xa3|^OggS|^ID3|^\xff\xfb|^RIFF.{4}(?:WAVE|AVI )/s,
    "a recording",
    "upload its transcript",
  ],
  [
    /^\xd0\xcf\x11\xe0/,
    "an Office file of the old kind, or one with a password",
    "save it as DOCX or PDF, without a password, and upload that",
  ],
  [/^\{\\rtf/, "RTF", "save it as DOCX or PDF and upload that"],
  [/^\x1f\x8b|^Rar!|^7z\xbc\xaf|^BZh|^\xfd7zXZ/, "an archive", "unpack it and upload the files in it"],
];
// oxlint-enable no-control-regex

/**
 * What a document is: by what is in it first, by its name second.
 * @throws DocumentRefused `wrong_type` for what is none that is read, and what `namesIn` throws.
 */
export function typeOf({ name, bytes }: DocumentFile): DocumentType {
  // A letter a byte, as they are: what goes by the name of Latin-1 is Windows-1252 everywhere.
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  // A PDF that is packed, or that a text tells of, is none.
  if (isPacked(bytes)) return packedType(namesIn(bytes));
  if (/^(?:\xef\xbb\xbf)?\s*%PDF-|%PDF-\d[^]{0,600}?\d \d obj\b/.test(head)) return "pdf";
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0") && /\.msg$/i.test(name))
    throw wrong("a mail in Outlook's own form", "save it as EML, or as text, and upload that");
  for (const [test, what, way] of foreign) if (test.test(head)) throw wrong(what, way);
  if (isBinary(bytes)) throw wrong("no text", "save it as PDF or DOCX and upload that");
  return textType(decode(bytes), name);
}

function packedType(names: readonly string[]): DocumentType {
  if (names.some(isMainPart)) return "docx";
  if (names.some((name) => name.startsWith("xl/")))
    throw wrong("a spreadsheet", "save the sheets as CSV or PDF and upload these");
  if (names.some((name) => name.startsWith("ppt/")))
    throw wrong("a presentation", "save it as PDF and upload that");
  if (names.includes("mimetype") && names.includes("content.xml"))
    throw wrong("a document of OpenOffice", "save it as DOCX or PDF and upload that");
  if (names.some(isSlackName)) return "slack";
  throw wrong("an archive", "unpack it and upload the files in it");
}

const cue = /^\s*(?:\d+\s*\n)?\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->/;
const mailHead = /^(?:[A-Za-z][A-Za-z0-9-]*:.*(?:\n[ \t].*)*\n){2,}/;
const mailFields = /^(?:message-id|mime-version|received|return-path|date):/im;

function textType(text: string, name: string): DocumentType {
  const start = text
    .slice(0, 64 * 1024)
    .replaceAll(/\r\n?/g, "\n")
    .replace(/^\ufeff/, "");
  if (/^WEBVTT(?:\s|$)/.test(start)) return "vtt";
  if (cue.test(start)) return "srt";
  if (/^\s*[[{]/.test(start)) {
    const type = jsonType(text);
    if (type !== null) return type;
    if (/\.json$/i.test(name))
      throw wrong(
        "JSON of a form that isn't known",
        "a transcript is a list of { speaker, text, start }; else save it as text and upload that",
      );
  }
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(start)) return "html";
  const head = mailHead.exec(start)?.[0] ?? "";
  if (/^from:/im.test(head) && mailFields.test(head)) return "eml";
  return typeByName(name);
}

const byName: readonly [RegExp, DocumentType][] = [
  [/\.(?:md|markdown|mdown)$/i, "markdown"],
  [/\.x?html?$/i, "html"],
  [/\.eml$/i, "eml"],
];

function typeByName(name: string): DocumentType {
  return byName.find(([test]) => test.test(name))?.[1] ?? "text";
}

function jsonType(text: string): DocumentType | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // Then it is a text that begins with a bracket.
    return null;
  }
  if (isSlackDay(value)) return "slack";
  return cuesOf(value) === null ? null : "transcript";
}
