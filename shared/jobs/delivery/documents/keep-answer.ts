import { versionOf, versionsNamed } from "../../../db/documents.ts";
import type { DocumentState } from "../../../domain/delivery/document.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { utf8 } from "../../../platform/bytes.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import type { DocumentFile } from "./document-reader.ts";
import { settleDocument } from "./settle-document.ts";
import { takeDocument } from "./take-document.ts";

/** What the uploads of answers begin with, and no other's. */
const answerUpload = "answer-";

/** Those of a task's documents in which people have answered: their ids. A document's name says nothing of it: anybody can give it. */
export async function answersAmong(
  { db }: Pick<Spine, "db">,
  documents: readonly DeliveredDocument[],
): Promise<string[]> {
  const rows = await versionsNamed(db, documents);
  return rows.filter(({ uploadId }) => uploadId.startsWith(answerUpload)).map(({ documentId }) => documentId);
}

/** Keeps what somebody has answered as a document of the project: requirements rest on it like on any other. */
export async function keepAnswer(
  spine: Spine,
  {
    taskId,
    project,
    round,
    by,
    text,
  }: { taskId: string; project: string; round: number; by: string; text: string },
): Promise<DeliveredDocument> {
  const name = `Answer ${round} to ${taskId}.txt`;
  const arrival = {
    project,
    uploadId: `${answerUpload}${taskId}-${round}`,
    by,
    provenance: "internal",
  } as const;
  const file = { name, bytes: utf8(text) };
  const [taken] = await takeDocument(spine, arrival, file);
  const { documentId: id = null, version = null, reason = "nobody knows why" } = taken ?? {};
  const state = id === null || version === null ? "refused" : await settled(spine, { id, version }, file);
  if (id === null || version === null || state !== "read")
    throw new SignalboxError("unavailable", `the answer could not be kept: ${reason}`);
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
