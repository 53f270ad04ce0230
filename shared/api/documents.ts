import { z } from "zod";
import { documentStates } from "../domain/delivery/document.ts";
import { documentMarks, documentTypes } from "../domain/delivery/read-document.ts";
import { standings } from "../domain/delivery/requirement.ts";
import { endpoint } from "./endpoint.ts";
import { nextCursor, pageQuery, provenance, time } from "./forms.ts";

const project = z.object({ project: z.string().min(1) });
const documentOf = project.extend({ id: z.string().min(1) });
const uploadOf = documentOf;
const version = z.coerce.number().int().min(1);
const offset = z.coerce.number().int().min(0);

const versionView = z.object({
  version: z.number(),
  supersedes: z.number().nullable(),
  type: z.enum(documentTypes).nullable(),
  sha256: z.string(),
  bytes: z.number(),
  by: z.string(),
  provenance,
  uploadId: z.string(),
  /** The document that it was attached to. */
  partOf: z.string().nullable(),
  state: z.enum(documentStates),
  /** Why it is refused: a word for programs. */
  code: z.string().nullable(),
  /** Why it is refused, with the way out; why it waits; or what is to be known of it. */
  reason: z.string().nullable(),
  pages: z.number().nullable(),
  characters: z.number().nullable(),
  createdAt: time,
});

const documentView = z.object({ id: z.string(), name: z.string(), createdAt: time, newest: versionView });

const taken = z.object({
  name: z.string(),
  outcome: z.enum(["new", "version", "same", "turned_away"]).meta({
    description: "same: these bytes are there already; turned_away: it isn't kept, the reason says why",
  }),
  documentId: z.string().nullable(),
  version: z.number().nullable(),
  state: z.enum(documentStates),
  reason: z.string().nullable(),
  partOf: z.string().nullable(),
});
const files = z.object({ files: z.array(taken) });

const upload = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** Each part has so many bytes, but the last. */
  partBytes: z.number(),
  /** The parts that have come, counted from 1. */
  parts: z.array(z.number()),
  complete: z.boolean(),
});

export const documentsEndpoints = {
  upload: endpoint({
    route: "POST /api/projects/{project}/documents",
    summary: "Brings documents to a project; each file of the form is answered for itself",
    role: "approver",
    params: project,
    consumes: "multipart/form-data",
    answer: files,
  }),
  list: endpoint({
    route: "GET /api/projects/{project}/documents",
    summary: "A project's documents with their newest versions, the last changed first",
    role: "viewer",
    params: project,
    query: pageQuery,
    answer: z.object({ documents: z.array(documentView), nextCursor }),
  }),
  get: endpoint({
    route: "GET /api/projects/{project}/documents/{id}",
    summary: "A document with its versions, the newest first",
    role: "viewer",
    params: documentOf,
    answer: documentView.extend({ versions: z.array(versionView) }),
  }),
  text: endpoint({
    route: "GET /api/projects/{project}/documents/{id}/text",
    summary:
      "A document's text, or a part of it, with its pages, speakers and times; the newest version that is read",
    role: "viewer",
    params: documentOf,
    query: z.object({ version: version.optional(), from: offset.optional(), to: offset.optional() }),
    answer: z.object({
      version: z.number(),
      /** In characters of the whole text. */
      from: z.number(),
      to: z.number(),
      characters: z.number(),
      text: z.string(),
      /** Those of the whole text that hold in this part, by its offsets. */
      marks: documentMarks,
      /** Where the part begins. */
      place: z.object({
        line: z.number(),
        page: z.number().nullable(),
        speaker: z.string().nullable(),
        at: z.string().nullable(),
      }),
    }),
  }),
  citations: endpoint({
    route: "GET /api/projects/{project}/documents/{id}/citations",
    summary:
      "What rests on a version of a document: the requirements and questions of deliveries that cite it, the newest delivery first",
    role: "viewer",
    params: documentOf,
    query: z.object({ version: version.optional() }),
    answer: z.object({
      version: z.number(),
      deliveries: z.array(
        z.object({
          taskId: z.string(),
          title: z.string().nullable(),
          /** By their place in the text. */
          citations: z.array(
            z.object({
              /** Of the requirement, or of the question. */
              id: z.string(),
              kind: z.enum(["requirement", "question"]),
              words: z.string(),
              /** Null for a question. */
              standing: z.enum(standings).nullable(),
              /** In characters of the text. */
              from: z.number(),
              to: z.number(),
            }),
          ),
        }),
      ),
    }),
  }),
  raw: endpoint({
    route: "GET /api/projects/{project}/documents/{id}/raw",
    summary: "A document as it came, as a file",
    role: "viewer",
    params: documentOf,
    query: z.object({ version: version.optional() }),
    answer: z.string(),
    produces: "application/octet-stream",
  }),
  beginUpload: endpoint({
    route: "POST /api/projects/{project}/uploads",
    summary: "Begins a file that comes in parts: one of more than 5 MB, or over a line that breaks",
    role: "approver",
    params: project,
    body: z.strictObject({ name: z.string().min(1).max(1000), bytes: z.number().int().min(0) }),
    answer: upload,
  }),
  uploadState: endpoint({
    route: "GET /api/projects/{project}/uploads/{id}",
    summary: "Which parts of a file have come",
    role: "approver",
    params: uploadOf,
    answer: upload,
  }),
  uploadPart: endpoint({
    route: "PUT /api/projects/{project}/uploads/{id}/parts/{part}",
    summary: "Takes a part of a file, as its bytes; one that comes again takes its own place",
    role: "approver",
    params: uploadOf.extend({ part: version }),
    consumes: "application/octet-stream",
    answer: upload,
  }),
  completeUpload: endpoint({
    route: "POST /api/projects/{project}/uploads/{id}/complete",
    summary: "Puts the parts together and reads the document",
    role: "approver",
    params: uploadOf,
    answer: files,
  }),
  abortUpload: endpoint({
    route: "DELETE /api/projects/{project}/uploads/{id}",
    summary: "Ends an upload that nobody goes on with",
    role: "approver",
    params: uploadOf,
    answer: z.object({ kind: z.literal("aborted") }),
  }),
};
