import { and, eq, isNull } from "drizzle-orm";
import { type DocumentUploadRow, partsOf, uploadById } from "../../../db/documents.ts";
import { documentUploadParts, documentUploads } from "../../../db/schema.ts";
import { documentName, uploadPartBytes } from "../../../domain/delivery/document.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { rawKeyOf } from "./keys.ts";
import { assertSize } from "./read-document.ts";
import { recordTurnedAway } from "./record-turned-away.ts";
import { DocumentRefused } from "./refusal.ts";
import { type Arrival, takeDocument, type TakenDocument } from "./take-document.ts";

/** A file on its way in parts. */
export interface UploadView {
  id: string;
  name: string;
  bytes: number;
  partBytes: number;
  /** The parts that have come, counted from 1. */
  parts: number[];
  /** All of it has come. */
  complete: boolean;
}

/**
 * Begins a file that comes in parts, each of `uploadPartBytes` but the last.
 * @throws SignalboxError `too_large` or `bad_request` for a size that isn't read, with the way out; that is on record too.
 */
export async function beginUpload(
  spine: Spine,
  { project, by, provenance }: Omit<Arrival, "uploadId">,
  given: { name: string; bytes: number },
): Promise<UploadView> {
  const name = documentName(given.name);
  const id = `upload_${crypto.randomUUID()}`;
  try {
    assertSize(given.bytes);
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    const reason = `${name} ${error.message}`;
    const { code } = error;
    await recordTurnedAway(spine, { project, uploadId: id, by }, { name, bytes: given.bytes, code, reason });
    throw new SignalboxError(code === "too_large" ? "too_large" : "bad_request", reason, { cause: error });
  }
  const createdAt = spine.now();
  const rawKey = rawKeyOf({ project, uploadId: id, at: createdAt }, "whole");
  const { uploadId: multipartId } = await spine.env.ARTEFACTS.createMultipartUpload(rawKey);
  const row = { id, project, name, bytes: given.bytes, by, provenance, rawKey, multipartId, createdAt };
  await spine.db.insert(documentUploads).values(row);
  return viewOf({ ...row, completedAt: null }, []);
}

/** How far an upload is. @throws SignalboxError `not_found`. */
export async function uploadState(spine: Spine, project: string, id: string): Promise<UploadView> {
  const row = await uploadOf(spine, project, id);
  return viewOf(row, await partsOf(spine.db, id));
}

/**
 * Takes a part. One that comes again takes the place of its own.
 * @throws SignalboxError `bad_request` for a part of another size than it has to have, `conflict` when all has come already.
 */
export async function takePart(
  spine: Spine,
  project: string,
  id: string,
  part: number,
  body: ArrayBuffer,
): Promise<UploadView> {
  const row = await uploadOf(spine, project, id);
  if (row.completedAt !== null) throw new SignalboxError("conflict", `all of ${row.name} has come already`);
  const expected = bytesOfPart(row, part);
  if (body.byteLength !== expected)
    throw new SignalboxError(
      "bad_request",
      expected === null
        ? `${row.name} has ${partCount(row)} parts; there is no part ${part}`
        : `part ${part} of ${row.name} has ${body.byteLength} bytes; it has to have ${expected}`,
    );
  const upload = spine.env.ARTEFACTS.resumeMultipartUpload(row.rawKey, row.multipartId);
  const { etag } = await upload.uploadPart(part, body);
  const set = { etag, bytes: body.byteLength };
  await spine.db
    .insert(documentUploadParts)
    .values({ uploadId: id, part, ...set })
    .onConflictDoUpdate({ target: [documentUploadParts.uploadId, documentUploadParts.part], set });
  return viewOf(row, await partsOf(spine.db, id));
}

/**
 * Puts the parts together and takes the document. Doing it again is the same as once.
 * @throws SignalboxError `conflict` naming the parts that haven't come.
 */
export async function completeUpload(spine: Spine, project: string, id: string): Promise<TakenDocument[]> {
  const row = await uploadOf(spine, project, id);
  const { ARTEFACTS } = spine.env;
  const parts = await partsOf(spine.db, id);
  const missing = partNumbers(row).filter((part) => !parts.some((one) => one.part === part));
  if (missing.length > 0)
    throw new SignalboxError(
      "conflict",
      `of ${row.name} the parts ${missing.join(", ")} of ${partCount(row)} haven't come yet; send them`,
    );
  // Put together before, by a call whose answer got lost.
  if (row.completedAt === null && (await ARTEFACTS.head(row.rawKey)) === null)
    await ARTEFACTS.resumeMultipartUpload(row.rawKey, row.multipartId).complete(
      parts.map(({ part, etag }) => ({ partNumber: part, etag })),
    );
  await spine.db
    .update(documentUploads)
    .set({ completedAt: spine.now() })
    .where(and(eq(documentUploads.id, id), isNull(documentUploads.completedAt)));
  const whole = await ARTEFACTS.get(row.rawKey);
  if (whole === null)
    throw new SignalboxError(
      "conflict",
      `${row.name} was the same as a document that is there; upload it anew`,
    );
  const { name, by, provenance, rawKey } = row;
  const bytes = new Uint8Array(await whole.arrayBuffer());
  return takeDocument(spine, { project, uploadId: id, by, provenance }, { name, bytes }, { rawKey });
}

/** Ends an upload that nobody goes on with. @throws SignalboxError `conflict` when all has come already. */
export async function abortUpload(spine: Spine, project: string, id: string): Promise<void> {
  const row = await uploadOf(spine, project, id);
  if (row.completedAt !== null)
    throw new SignalboxError("conflict", `all of ${row.name} has come; it is a document by now`);
  await spine.env.ARTEFACTS.resumeMultipartUpload(row.rawKey, row.multipartId).abort();
  await spine.db.batch([
    spine.db.delete(documentUploadParts).where(eq(documentUploadParts.uploadId, id)),
    spine.db.delete(documentUploads).where(eq(documentUploads.id, id)),
  ]);
}

async function uploadOf({ db }: Spine, project: string, id: string): Promise<DocumentUploadRow> {
  const row = await uploadById(db, project, id);
  if (row === undefined)
    throw new SignalboxError("not_found", `there is no upload ${id} in ${project}: begin it again`);
  return row;
}

const partCount = ({ bytes }: Pick<DocumentUploadRow, "bytes">): number => Math.ceil(bytes / uploadPartBytes);

function partNumbers(row: DocumentUploadRow): number[] {
  return Array.from({ length: partCount(row) }, (_, n) => n + 1);
}

/** Null: there is no such part. */
function bytesOfPart(row: DocumentUploadRow, part: number): number | null {
  if (!partNumbers(row).includes(part)) return null;
  return part < partCount(row) ? uploadPartBytes : row.bytes - (part - 1) * uploadPartBytes;
}

function viewOf(
  { id, name, bytes, completedAt }: DocumentUploadRow,
  parts: readonly { part: number }[],
): UploadView {
  return {
    id,
    name,
    bytes,
    partBytes: uploadPartBytes,
    parts: parts.map(({ part }) => part),
    complete: completedAt !== null,
  };
}
