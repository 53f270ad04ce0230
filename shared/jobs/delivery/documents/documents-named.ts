import { documentById, versionOf } from "../../../db/documents.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";

/**
 * The documents of a project that somebody names, each in its newest version.
 * @throws SignalboxError `bad_request` for one that isn't there, is named twice or can't be read, with all of them.
 */
export async function documentsNamed(
  { db }: Pick<Spine, "db">,
  project: string,
  ids: readonly string[],
): Promise<DeliveredDocument[]> {
  const problems: string[] = [];
  const found: DeliveredDocument[] = [];
  for (const id of ids) {
    const document = await documentById(db, project, id);
    const version = document && (await versionOf(db, id, document.version));
    if (found.some((one) => one.id === id)) problems.push(`${id} is named twice`);
    else if (!document || !version) problems.push(`${project} has no document ${id}`);
    else if (version.state !== "read")
      problems.push(`${document.name} is not read: ${version.reason ?? version.state}`);
    else found.push({ id, version: document.version, name: document.name });
  }
  if (problems.length > 0) throw new SignalboxError("bad_request", problems.join("; "));
  return found;
}
