import { versionsNamed } from "../../../db/documents.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import type { Spine } from "../../../spine/context.ts";
import { keepWords } from "./keep-words.ts";

/** What the uploads of answers begin with, and no other's. */
export const answerUpload = "answer-";

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
  return keepWords(spine, { project, uploadId: `${answerUpload}${taskId}-${round}`, by, name, text });
}
