import { documentById, versionOf } from "../../../db/documents.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import type { Spine } from "../../../spine/context.ts";

/** Those of the documents that have a newer version by now which can be read, in that version; and why others' newest can't. */
export async function newestVersions(
  { db }: Pick<Spine, "db">,
  project: string,
  documents: readonly DeliveredDocument[],
): Promise<{ newer: DeliveredDocument[]; unread: string[] }> {
  const newer: DeliveredDocument[] = [];
  const unread: string[] = [];
  for (const { id, version } of documents) {
    const document = await documentById(db, project, id);
    if (!document || document.version <= version) continue;
    const newest = await versionOf(db, id, document.version);
    if (newest?.state === "read") newer.push({ id, version: document.version, name: document.name });
    else
      unread.push(
        `version ${document.version} of ${document.name} is not read: ${newest?.reason ?? "it waits"}`,
      );
  }
  return { newer, unread };
}
