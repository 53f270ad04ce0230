import { type DocumentRow, versionOf, versionsOf } from "../../../db/documents.ts";
import { type DocumentPlace, placeOf } from "../../../domain/delivery/place-of.ts";
import {
  type DocumentMark,
  documentMarks,
  type ReadDocument,
} from "../../../domain/delivery/read-document.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";

/** A part of a document's text. Offsets are in characters of the whole. */
export interface DocumentText {
  version: number;
  from: number;
  to: number;
  characters: number;
  text: string;
  marks: DocumentMark[];
  place: DocumentPlace;
}

interface Part {
  version?: number | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/**
 * The text of a document, or of a part: of the version that is asked for, else of the newest that is read.
 * @throws SignalboxError `not_found` when there is none, with why that version isn't read.
 */
export async function readText(
  spine: Spine,
  { id, name }: DocumentRow,
  { version, from = 0, to }: Part,
): Promise<DocumentText> {
  const row =
    version === undefined
      ? (await versionsOf(spine.db, id)).find(({ state }) => state === "read")
      : await versionOf(spine.db, id, version);
  if (row === undefined)
    throw new SignalboxError(
      "not_found",
      `${name} has no ${version === undefined ? "version that is read" : `version ${version}`}`,
    );
  if (row.state !== "read" || row.textKey === null || row.marksKey === null)
    throw new SignalboxError("not_found", `version ${row.version} is not read: ${row.reason ?? row.state}`);
  const whole = await stored(spine, row.textKey, row.marksKey);
  const { text, marks } = whole;
  const begin = Math.min(from, text.length);
  const end = Math.max(begin, Math.min(to ?? text.length, text.length));
  const place = placeOf(whole, begin);
  return {
    version: row.version,
    from: begin,
    to: end,
    characters: text.length,
    // Not through the middle of a character: JSON would have no word for the half.
    text: text.slice(begin, end).toWellFormed(),
    marks: marks.filter(({ offset }) => offset >= begin && offset <= end),
    place,
  };
}

async function stored({ env }: Spine, textKey: string, marksKey: string): Promise<ReadDocument> {
  const [text, marks] = await Promise.all([env.ARTEFACTS.get(textKey), env.ARTEFACTS.get(marksKey)]);
  if (text === null || marks === null)
    throw new SignalboxError("not_found", `the text at ${textKey} is gone`);
  return { text: await text.text(), marks: documentMarks.parse(await marks.json()) };
}
