import { documentById, versionOf } from "../../../db/documents.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import type { Spine } from "../../../spine/context.ts";

/** Those of the documents that have a newer version by now which can be read, in that version. */
export async function newestVersions(
  { db }: Pick<Spine, "db">,
  project: string,
  documents: readonly DeliveredDocument[],
): Promise<DeliveredDocument[]> {
  const newer: DeliveredDocument[] = [];
  for (const { id, version } of documents) {
    const document = await documentById(db, project, id);
    if (!document || document.version <= version) continue;
    const newest = await versionOf(db, id, document.version);
    if (newest?.state === "read") newer.push({ id, version: document.version, name: document.name });
  }
  return newer;
}
