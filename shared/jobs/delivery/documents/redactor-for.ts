import { type Redactor, redactorOf } from "../../../domain/delivery/redaction/redactor.ts";
import { documentMarks } from "../../../domain/delivery/read-document.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import { versionOf } from "../../../db/documents.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Rules } from "../../../policy/rules.ts";
import type { Spine } from "../../../spine/context.ts";
import type { SourceDocument } from "../requirements/source-document.ts";
import { fromTexts } from "./read-texts.ts";

/** Whether the rules have personal data in a project's documents replaced before a model reads them. */
export function redactsDocuments({ delivery }: Rules, project: string): boolean {
  return delivery.redact.includes(project);
}

/** What replaces personal data in all words of a delivery. @param documents all that it is made of so far, in their order. */
export async function redactorFor(
  spine: Pick<Spine, "db" | "env">,
  documents: readonly DeliveredDocument[],
): Promise<Redactor> {
  const texts = await fromTexts(spine, documents, (document) => document);
  return redactorOf(
    await Promise.all(
      texts.map(async ({ id, version, text }) => ({ text, marks: await marksOf(spine, id, version) })),
    ),
  );
}

/** A document as a model reads it. Its words still lead to the true ones. */
export function asShown(
  { text: truth, name, ...document }: SourceDocument,
  { mask }: Redactor,
): SourceDocument {
  const { text, trueSpan } = mask(truth);
  return { ...document, name: mask(name).text, text, original: { text: truth, trueSpan } };
}

async function marksOf({ db, env }: Pick<Spine, "db" | "env">, id: string, version: number) {
  const row = await versionOf(db, id, version);
  const key = row?.marksKey ?? null;
  const body = key === null ? null : await env.ARTEFACTS.get(key);
  // Without them nobody would know whose names are to be replaced.
  if (body === null)
    throw new SignalboxError("not_found", `who speaks in ${id}, version ${version}, is gone`);
  return documentMarks.parse(await body.json());
}
