import { documentsEndpoints } from "../../shared/api/documents.ts";
import { citingDeliveries } from "../../shared/db/citing-deliveries.ts";
import {
  documentById,
  type DocumentRow,
  type DocumentVersionRow,
  listDocuments,
  versionOf,
  versionsOf,
} from "../../shared/db/documents.ts";
import { citationsOf } from "../../shared/domain/delivery/citations-of.ts";
import { uploadPartBytes } from "../../shared/domain/delivery/document.ts";
import { documentLimits } from "../../shared/domain/delivery/document-limits.ts";
import { readText } from "../../shared/jobs/delivery/documents/read-text.ts";
import { takeDocument, type TakenDocument } from "../../shared/jobs/delivery/documents/take-document.ts";
import {
  abortUpload,
  beginUpload,
  completeUpload,
  takePart,
  uploadState,
} from "../../shared/jobs/delivery/documents/uploads.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { boundedBody } from "../bounded-body.ts";
import { documentFile } from "./document-file.ts";
import { projectOfPath } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** A form has its own words around the files. Bytes. */
const formBytes = documentLimits.bytes + 1024 * 1024;
const mostFiles = 20;

/** A project's documents: bringing them, whole or in parts, and reading them. */
export const documentsApi = {
  upload: serve(documentsEndpoints.upload, async ({ c, spine, person, params: { project } }) => {
    projectOfPath(spine, project);
    assertTheirs(spine, person, { project });
    const files = await filesOf(c.req.raw);
    const arrival = {
      project,
      uploadId: `upload_${crypto.randomUUID()}`,
      by: person.id,
      provenance: "internal" as const,
    };
    const taken: TakenDocument[] = [];
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      taken.push(...(await takeDocument(spine, arrival, { name: file.name, bytes })));
    }
    return { files: taken };
  }),
  list: serve(documentsEndpoints.list, async ({ spine, params: { project }, query: { limit, cursor } }) => {
    projectOfPath(spine, project);
    const rows = await listDocuments(spine.db, project, limit, cursorOf(cursor));
    return {
      documents: rows.map(({ document, newest }) => documentView(document, newest)),
      nextCursor: nextCursor(rows, limit, ({ document: { updatedAt, id } }) => ({ at: updatedAt, id })),
    };
  }),
  get: serve(documentsEndpoints.get, async ({ spine, params: { project, id } }) => {
    const document = await knownDocument(spine, project, id);
    const versions = await versionsOf(spine.db, id);
    const [newest] = versions;
    if (newest === undefined) throw new SignalboxError("not_found", `the document ${id} has no version`);
    return { ...documentView(document, newest), versions: versions.map(versionView) };
  }),
  text: serve(documentsEndpoints.text, async ({ spine, params: { project, id }, query }) => {
    const document = await knownDocument(spine, project, id);
    return readText(spine, document, query);
  }),
  citations: serve(documentsEndpoints.citations, async ({ spine, params: { project, id }, query }) => {
    const { version: newest } = await knownDocument(spine, project, id);
    const read = (await versionsOf(spine.db, id)).find(({ state }) => state === "read");
    const version = query.version ?? read?.version ?? newest;
    const rows = await citingDeliveries(spine.db, project, id);
    return {
      version,
      deliveries: rows
        .map(({ taskId, title, requirements }) => ({
          taskId,
          title: title && redact(title),
          citations: requirements === null ? [] : citationsOf(requirements, { document: id, version }),
        }))
        .filter(({ citations }) => citations.length > 0),
    };
  }),
  raw: serve(documentsEndpoints.raw, async ({ spine, params: { project, id }, query }) => {
    const { name, version: newest } = await knownDocument(spine, project, id);
    const version = query.version ?? newest;
    const row = await versionOf(spine.db, id, version);
    const body = row === undefined ? null : await spine.env.ARTEFACTS.get(row.rawKey);
    if (body === null) throw new SignalboxError("not_found", `${name} has no version ${version}`);
    return documentFile(name, body);
  }),
  beginUpload: serve(documentsEndpoints.beginUpload, async ({ spine, person, params: { project }, body }) => {
    projectOfPath(spine, project);
    assertTheirs(spine, person, { project });
    return beginUpload(spine, { project, by: person.id, provenance: "internal" }, body);
  }),
  uploadState: serve(documentsEndpoints.uploadState, async ({ spine, params: { project, id } }) =>
    uploadState(spine, projectOfPath(spine, project), id),
  ),
  uploadPart: serve(documentsEndpoints.uploadPart, async ({ c, spine, person, params }) => {
    const { project, id, part } = params;
    projectOfPath(spine, project);
    assertTheirs(spine, person, { project });
    const body = await boundedBody(c.req.raw, uploadPartBytes, "a part has no more");
    return takePart(spine, project, id, part, body.buffer);
  }),
  completeUpload: serve(
    documentsEndpoints.completeUpload,
    async ({ spine, person, params: { project, id } }) => {
      projectOfPath(spine, project);
      assertTheirs(spine, person, { project });
      return { files: await completeUpload(spine, project, id) };
    },
  ),
  abortUpload: serve(documentsEndpoints.abortUpload, async ({ spine, person, params: { project, id } }) => {
    projectOfPath(spine, project);
    assertTheirs(spine, person, { project });
    await abortUpload(spine, project, id);
    return { kind: "aborted" as const };
  }),
} satisfies Record<keyof typeof documentsEndpoints, Served>;

/** @throws SignalboxError `bad_request` for what is no form with files, `too_large` for more than is read at once. */
async function filesOf(request: Request): Promise<File[]> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new SignalboxError("bad_request", "the body must be a form with files (multipart/form-data)");
  const way = "send fewer files at once, or a large one in parts (POST …/uploads)";
  const body = await boundedBody(request, formBytes, way);
  let form: FormData;
  try {
    form = await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (error) {
    throw new SignalboxError("bad_request", "the form can't be read; send it anew", { cause: error });
  }
  const files = [...form.values()].filter((value) => value instanceof File);
  if (files.length === 0) throw new SignalboxError("bad_request", "the form has no files");
  if (files.length > mostFiles)
    throw new SignalboxError(
      "bad_request",
      `the form has ${files.length} files; send at most ${mostFiles} at once`,
    );
  return files;
}

async function knownDocument(spine: Spine, project: string, id: string): Promise<DocumentRow> {
  projectOfPath(spine, project);
  const document = await documentById(spine.db, project, id);
  if (document === undefined)
    throw new SignalboxError("not_found", `there is no document ${id} in ${project}`);
  return document;
}

function documentView({ id, name, createdAt }: DocumentRow, newest: DocumentVersionRow) {
  return { id, name, createdAt: iso(createdAt), newest: versionView(newest) };
}

function versionView(row: DocumentVersionRow) {
  const { version, supersedes, type, sha256, bytes, by, provenance, uploadId, partOf, state } = row;
  const { code, reason, pages, characters } = row;
  const what = { version, supersedes, type, sha256, bytes, by, provenance, uploadId, partOf };
  return { ...what, state, code, reason, pages, characters, createdAt: iso(row.createdAt) };
}
