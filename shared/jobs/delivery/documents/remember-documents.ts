import { factsBehind, forgetPartsStatements, readUpTo, rememberStatement } from "../../../db/memories.ts";
import { documentById, versionOf } from "../../../db/documents.ts";
import { noRedactor } from "../../../domain/delivery/redaction/redactor.ts";
import type { DeliveredDocument } from "../../../domain/delivery/stage.ts";
import type { Memory } from "../../../domain/memory.ts";
import { weakest } from "../../../domain/provenance.ts";
import { memoryId } from "../../../memory/memory-id.ts";
import { describeError, SignalboxError } from "../../../platform/errors.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { inParts } from "./in-parts.ts";
import { answerUpload } from "./keep-answer.ts";
import { fromTexts } from "./read-texts.ts";
import { asShown, redactorFor, redactsDocuments } from "./redactor-for.ts";

const reader = "memory-documents";
/** Documents that are remembered in one minute. */
const atOnce = 10;

/**
 * Every minute: what was read of documents is remembered in parts, in the newest version alone, and without personal data where the rules have it
 * replaced. It goes on from where it was.
 */
export async function rememberDocuments(spine: Spine): Promise<void> {
  for (const { data, seq } of await factsBehind(spine.db, reader, ["document.read"], atOnce)) {
    const { documentId, version, project } = data;
    const found =
      typeof documentId === "string" && typeof version === "number" && typeof project === "string"
        ? await partsUnlessGone(spine, project, documentId, version)
        : null;
    await spine.db.batch([
      readUpTo(spine.db, reader, seq),
      ...(found === null ? [] : forgetPartsStatements(spine.db, found.document, spine.now())),
      ...(found?.memories ?? []).map((memory) => rememberStatement(spine.db, memory)),
    ]);
  }
}

/** One whose text is gone keeps none of the others. */
async function partsUnlessGone(...version: Parameters<typeof partsOf>): ReturnType<typeof partsOf> {
  try {
    return await partsOf(...version);
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "not_found") throw error;
    log.warn("document.not_remembered", { code: version[2], reason: describeError(error) });
    return null;
  }
}

/** What is to be remembered of a version; null: nothing, and what was remembered before stays. */
async function partsOf(
  spine: Spine,
  project: string,
  id: string,
  version: number,
): Promise<{ document: string; memories: Memory[] } | null> {
  const [document, row] = [await documentById(spine.db, project, id), await versionOf(spine.db, id, version)];
  // What somebody has answered is remembered as an answer.
  if (!document || row?.state !== "read" || row.uploadId.startsWith(answerUpload)) return null;
  if (document.version > version && (await versionOf(spine.db, id, document.version))?.state === "read")
    return null;
  const named: DeliveredDocument = { id, version, name: document.name };
  const isRedacted = redactsDocuments(spine.settings.RULES, project);
  const redactor = isRedacted ? await redactorFor(spine, [named]) : noRedactor;
  const [shown] = await fromTexts(spine, [named], (source) => asShown(source, redactor));
  const parts = inParts(shown?.text ?? "");
  if (parts.length === 0) return null;
  return {
    document: id,
    memories: await Promise.all(
      parts.map(async (text, at): Promise<Memory> => ({
        id: await memoryId(`document/${id}/${version}/${at}`),
        project,
        kind: "document",
        title: `${shown?.name ?? id}, part ${at + 1} of ${parts.length}`.slice(0, 200),
        text,
        url: null,
        taskId: null,
        by: row.by,
        // Whoever has uploaded it, what it says may be anybody's words.
        provenance: weakest([row.provenance, "external"]),
        at: row.createdAt,
        partOf: id,
      })),
    ),
  };
}
