import { type DocumentVersionRow, settleVersion } from "../../../db/documents.ts";
import type { DocumentState } from "../../../domain/delivery/document.ts";
import { readPdf } from "../../../executor/read-pdf.ts";
import type { Spine } from "../../../spine/context.ts";
import { record } from "../../../spine/record.ts";
import type { DocumentFile } from "./document-reader.ts";
import { processedKeysOf } from "./keys.ts";
import { readDocument } from "./read-document.ts";
import type { RefusalCode } from "./refusal.ts";

/**
 * Reads a version that waits, keeps its text, and puts on record how that ended. `take` is given what was attached to it, before the
 * version is settled: whoever is cut off in between takes it again.
 * @returns its state by now, and the reason or what is to be known.
 */
export async function settleDocument(
  spine: Spine,
  row: DocumentVersionRow,
  file: DocumentFile,
  take: (attached: DocumentFile) => Promise<void>,
): Promise<{ state: DocumentState; reason: string | null }> {
  const reading = await readDocument(file, { readPdf: async (bytes) => readPdf(spine, bytes) });
  const settledAt = spine.now();
  const { type } = reading;
  if (reading.kind === "away") {
    const reason = `it waits: ${reading.reason}`;
    await settleVersion(spine.db, row, { state: "waiting", type, reason, tries: 0, settledAt }).statement;
    return { state: "waiting", reason };
  }
  if (reading.kind === "refused") {
    const { code, reason } = reading;
    await write(spine, row, file.name, { state: "refused", type, code, reason, settledAt });
    return { state: "refused", reason };
  }
  const { document, pages, notes, attachments } = reading;
  const { documentId, version, project, uploadId, createdAt } = row;
  const { textKey, marksKey } = processedKeysOf({ project, uploadId, at: createdAt }, documentId, version);
  const { ARTEFACTS } = spine.env;
  await Promise.all([
    ARTEFACTS.put(textKey, document.text, { httpMetadata: { contentType: "text/plain; charset=utf-8" } }),
    ARTEFACTS.put(marksKey, JSON.stringify(document.marks), {
      httpMetadata: { contentType: "application/json" },
    }),
  ]);
  for (const one of attachments) await take(one);
  const reason = notes.length === 0 ? null : notes.join("; ");
  const characters = document.text.length;
  const set = { state: "read", type, reason, pages, characters, textKey, marksKey, settledAt } as const;
  await write(spine, row, file.name, set);
  return { state: "read", reason };
}

/** Refuses a version that waits. @param why without the file's name, with the way out. */
export async function refuseDocument(
  spine: Spine,
  row: DocumentVersionRow,
  name: string,
  code: RefusalCode,
  why: string,
): Promise<void> {
  const reason = `${name} ${why}`;
  await write(spine, row, name, { state: "refused", code, reason, settledAt: spine.now() });
}

type Settled = Partial<DocumentVersionRow> & { state: "read" | "refused"; settledAt: number };

/** Settles it with the fact of it, unless somebody else has. */
async function write(spine: Spine, row: DocumentVersionRow, name: string, set: Settled): Promise<void> {
  const { documentId, version, project, by, uploadId } = row;
  const { statement, isSet } = settleVersion(spine.db, row, set);
  const { state, type, code, characters, pages } = set;
  const summary =
    state === "read"
      ? `${name} was read: ${characters ?? 0} characters${pages ? ` on ${pages} pages` : ""}${set.reason ? ` (${set.reason})` : ""}`
      : (set.reason ?? `${name} is refused`);
  const id = `document/${documentId}/${version}/${state}`;
  const data = { project, documentId, version, name, by, uploadId, type, code, characters, pages };
  const kind = state === "read" ? "document.read" : "document.refused";
  await record(spine, [{ id, at: spine.now(), taskId: null, type: kind, summary, data }], [statement], isSet);
}
