import { inArray, lt } from "drizzle-orm";
import { claimWaiting, documentById, type DocumentVersionRow } from "../../../db/documents.ts";
import { documentUploadParts, documentUploads } from "../../../db/schema.ts";
import { describeError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { refuseDocument, settleDocument } from "./settle-document.ts";
import { takeDocument } from "./take-document.ts";

/** Longer than whoever takes one reads it. */
const silentMs = 120_000;
const mostAtOnce = 5;
/** What hasn't come to an end so often ends whoever reads it. */
const mostTries = 5;
/** R2 forgets parts that nobody has put together after a week. */
const uploadMs = 7 * 86_400_000;

/** Reads documents that wait: who reads their kind was away, or whoever read them was cut off. Forgets uploads that nobody goes on with. */
export async function readWaitingDocuments(spine: Spine): Promise<void> {
  const now = spine.now();
  await forgetUploads(spine, now - uploadMs);
  for (const row of await claimWaiting(spine.db, now - silentMs, now, mostAtOnce))
    try {
      await readWaiting(spine, row);
    } catch (error) {
      log.warn("document.not_read", { code: row.documentId, reason: describeError(error) });
    }
}

async function readWaiting(spine: Spine, row: DocumentVersionRow): Promise<void> {
  const { documentId, project, uploadId, by, provenance, rawKey } = row;
  const document = await documentById(spine.db, project, documentId);
  const name = document?.name ?? documentId;
  if (row.tries > mostTries)
    return refuseDocument(
      spine,
      row,
      name,
      "too_slow",
      "can't be read in the time that there is; split it and upload the parts",
    );
  const raw = await spine.env.ARTEFACTS.get(rawKey);
  if (raw === null)
    return refuseDocument(spine, row, name, "broken", "is gone from the store; upload it again");
  const bytes = new Uint8Array(await raw.arrayBuffer());
  await settleDocument(spine, row, { name, bytes }, async (one) => {
    await takeDocument(spine, { project, uploadId, by, provenance }, one, { partOf: documentId, depth: 1 });
  });
}

async function forgetUploads({ db }: Spine, before: number): Promise<void> {
  const old = db
    .select({ id: documentUploads.id })
    .from(documentUploads)
    .where(lt(documentUploads.createdAt, before));
  await db.batch([
    db.delete(documentUploadParts).where(inArray(documentUploadParts.uploadId, old)),
    db.delete(documentUploads).where(lt(documentUploads.createdAt, before)),
  ]);
}
