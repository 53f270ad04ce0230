import { versionsNamed } from "../../../db/documents.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import type { SourceDocument } from "../requirements/source-document.ts";

/**
 * Gives the texts of documents, in the versions that are named, to `each`, one after the other: all of them together may be more than a
 * Worker can hold. Returns what it makes of them.
 * @throws SignalboxError `not_found` when one is gone.
 */
export async function fromTexts<T>(
  { db, env }: Pick<Spine, "db" | "env">,
  documents: readonly DeliveredDocument[],
  each: (document: SourceDocument) => T,
): Promise<T[]> {
  const rows = await versionsNamed(db, documents);
  const made: T[] = [];
  for (const { id, version, name } of documents) {
    const key = rows.find((row) => row.documentId === id && row.version === version)?.textKey ?? null;
    const body = key === null ? null : await env.ARTEFACTS.get(key);
    if (body === null)
      throw new SignalboxError("not_found", `the text of ${name}, version ${version}, is gone`);
    made.push(each({ id, version, name, text: await body.text() }));
  }
  return made;
}
