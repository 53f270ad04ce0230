import { versionOf } from "../../../db/documents.ts";
import type { DocumentState } from "../../../domain/delivery/document.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { utf8 } from "../../../platform/bytes.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import type { DocumentFile } from "./document-reader.ts";
import { settleDocument } from "./settle-document.ts";
import { takeDocument } from "./take-document.ts";

/**
 * Keeps what somebody has said to us as a document of the project, which is read when it returns. The same words again are the same document.
 * @throws SignalboxError `unavailable` when it could not be kept.
 */
export async function keepWords(
  spine: Spine,
  {
    project,
    uploadId,
    by,
    name,
    text,
  }: { project: string; uploadId: string; by: string; name: string; text: string },
): Promise<DeliveredDocument> {
  const file = { name, bytes: utf8(text) };
  const [taken] = await takeDocument(spine, { project, uploadId, by, provenance: "internal" }, file);
  const { documentId: id = null, version = null, reason = "nobody knows why" } = taken ?? {};
  const state = id === null || version === null ? "refused" : await settled(spine, { id, version }, file);
  if (id === null || version === null || state !== "read")
    throw new SignalboxError("unavailable", `${name} could not be kept: ${reason}`);
  return { id, version, name };
}

/** The state of what was taken. Whoever took it before may have been cut off before it was read. */
async function settled(
  spine: Spine,
  { id, version }: { id: string; version: number },
  file: DocumentFile,
): Promise<DocumentState> {
  const row = await versionOf(spine.db, id, version);
  if (row?.state !== "waiting") return row?.state ?? "refused";
  return (await settleDocument(spine, row, file, async () => {})).state;
}
