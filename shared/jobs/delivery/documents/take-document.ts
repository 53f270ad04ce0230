import {
  documentByName,
  type DocumentVersionRow,
  insertDocumentVersion,
  withTheseBytes,
} from "../../../db/documents.ts";
import { documentName, type DocumentState } from "../../../domain/delivery/document.ts";
import { documentLimits } from "../../../domain/delivery/document-limits.ts";
import type { Provenance } from "../../../domain/provenance.ts";
import { hexOf } from "../../../platform/digest.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { hit, record } from "../../../spine/record.ts";
import type { DocumentFile } from "./document-reader.ts";
import { rawKeyOf } from "./keys.ts";
import { assertSize } from "./read-document.ts";
import { recordTurnedAway } from "./record-turned-away.ts";
import { settleDocument } from "./settle-document.ts";
import { DocumentRefused } from "./refusal.ts";

/** How files come to a project together. */
export interface Arrival {
  project: string;
  /** The upload's id: the same for all that came with it. */
  uploadId: string;
  /** The person, or `mail:address`. */
  by: string;
  provenance: Provenance;
}

/** What became of one file. */
export interface TakenDocument {
  name: string;
  /** `turned_away`: it isn't kept. */
  outcome: "new" | "version" | "same" | "turned_away";
  documentId: string | null;
  version: number | null;
  state: DocumentState;
  /** Why it is refused or waits, or what is to be known of it. */
  reason: string | null;
  /** The document that it was attached to. */
  partOf: string | null;
}

/** Besides the file: where it lies already, and what it was in. */
interface Place {
  rawKey?: string;
  partOf?: string | null;
  depth?: number;
}

/** Two who upload the same name in one moment are few. */
const mostTries = 5;

/**
 * Takes a file into a project: keeps it, reads it, and puts on record what became of it. The same bytes again are the document that is
 * there; other bytes under its name are its new version. What was attached to it comes with it, each for itself.
 * @returns what became of it, and of what was attached.
 */
export async function takeDocument(
  spine: Spine,
  arrival: Arrival,
  file: DocumentFile,
  { rawKey, partOf = null, depth = 0 }: Place = {},
): Promise<TakenDocument[]> {
  const { project, uploadId } = arrival;
  const name = documentName(file.name);
  try {
    assertSize(file.bytes.length);
    if (depth >= documentLimits.depth)
      throw new DocumentRefused("bomb", `lies ${depth} files deep; upload it by itself`);
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    const reason = `${name} ${error.message}`;
    await recordTurnedAway(spine, arrival, { name, bytes: file.bytes.length, code: error.code, reason });
    return [
      { name, outcome: "turned_away", documentId: null, version: null, state: "refused", reason, partOf },
    ];
  }
  const sha256 = hexOf(await crypto.subtle.digest("SHA-256", file.bytes));
  const key = rawKey ?? rawKeyOf({ project, uploadId, at: spine.now() }, sha256);
  for (let tries = 0; tries < mostTries; tries++) {
    const same = await withTheseBytes(spine.db, project, sha256);
    if (same !== undefined) {
      // What came in parts lies in R2 before anybody knows its bytes.
      if (rawKey !== undefined && same.version.rawKey !== rawKey) await spine.env.ARTEFACTS.delete(rawKey);
      return [await recordSame(spine, arrival, name, same, partOf)];
    }
    if (rawKey === undefined) await spine.env.ARTEFACTS.put(key, file.bytes);
    const before = await documentByName(spine.db, project, name);
    const row = rowOf(spine, arrival, {
      documentId: before?.id ?? `doc_${crypto.randomUUID()}`,
      version: (before?.version ?? 0) + 1,
      supersedes: before?.version ?? null,
      sha256,
      bytes: file.bytes.length,
      rawKey: key,
      partOf,
    });
    if (!(await insert(spine, name, row))) continue;
    const attached: TakenDocument[] = [];
    const settled = await settleDocument(spine, row, { name, bytes: file.bytes }, async (one) => {
      attached.push(
        ...(await takeDocument(spine, arrival, one, { partOf: row.documentId, depth: depth + 1 })),
      );
    });
    const outcome = row.version === 1 ? "new" : "version";
    const { documentId, version } = row;
    return [{ name, outcome, documentId, version, ...settled, partOf }, ...attached];
  }
  throw new SignalboxError("conflict", `${name} is being uploaded by others just now; upload it again`);
}

type Parts = Pick<
  DocumentVersionRow,
  "documentId" | "version" | "supersedes" | "sha256" | "bytes" | "rawKey" | "partOf"
>;

/** A version that has come and isn't read yet. */
function rowOf(
  spine: Spine,
  { project, uploadId, by, provenance }: Arrival,
  parts: Parts,
): DocumentVersionRow {
  const now = spine.now();
  return {
    ...parts,
    project,
    uploadId,
    by,
    provenance,
    type: null,
    textKey: null,
    marksKey: null,
    state: "waiting",
    code: null,
    reason: "it is being read",
    pages: null,
    characters: null,
    createdAt: now,
    tries: 1,
    settledAt: now,
  };
}

/** Whether the version is written: nobody else has written one of that number. */
async function insert(spine: Spine, name: string, row: DocumentVersionRow): Promise<boolean> {
  const { documentId, version, project, by, bytes, sha256, uploadId, provenance, partOf } = row;
  const { statements, mine } = insertDocumentVersion(spine.db, name, row);
  const summary = `${by} brought ${name}${version === 1 ? "" : `, version ${version}`} to ${project}`;
  const data = { project, documentId, version, name, by, bytes, sha256, uploadId, provenance, partOf };
  const id = `document/${documentId}/${version}/received`;
  const fact = { id, at: spine.now(), taskId: null, type: "document.received", summary, data } as const;
  const results = await record(spine, [fact], statements, mine);
  return hit(results[1]);
}

async function recordSame(
  spine: Spine,
  { project, uploadId, by }: Arrival,
  name: string,
  { name: before, version: row }: NonNullable<Awaited<ReturnType<typeof withTheseBytes>>>,
  partOf: string | null,
): Promise<TakenDocument> {
  const { documentId, version, state } = row;
  const as = before === name ? "" : `, as ${before}`;
  const summary = `${by} brought ${name} to ${project} again: the same bytes are there as version ${version}${as}`;
  const id = `document/${documentId}/${version}/same/${uploadId}`;
  const data = { project, documentId, version, name, by, uploadId };
  await record(spine, [{ id, at: spine.now(), taskId: null, type: "document.same", summary, data }]);
  const said = `the same bytes are there already${as}`;
  const reason = row.reason === null ? said : `${said}: ${row.reason}`;
  return { name, outcome: "same", documentId, version, state, reason, partOf };
}
