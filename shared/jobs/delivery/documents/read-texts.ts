import { versionOf } from "../../../db/documents.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import type { SourceDocument } from "../requirements/source-document.ts";

/** The texts of documents, in the versions that are named. @throws SignalboxError `not_found` when one is gone. */
export async function readTexts(
  { db, env }: Pick<Spine, "db" | "env">,
  documents: readonly DeliveredDocument[],
): Promise<SourceDocument[]> {
  return Promise.all(
    documents.map(async ({ id, version, name }) => {
      const row = await versionOf(db, id, version);
      const key = row?.textKey ?? null;
      const body = key === null ? null : await env.ARTEFACTS.get(key);
      if (body === null)
        throw new SignalboxError("not_found", `the text of ${name}, version ${version}, is gone`);
      return { id, version, name, text: await body.text() };
    }),
  );
}
