import { z } from "zod";
import { artefactKinds, changeSchema, entrySchema } from "../domain/artefacts/artefact.ts";
import { endpoint } from "./endpoint.ts";
import { reason, time } from "./forms.ts";

const project = z.object({ project: z.string().min(1) });
const artefact = project.extend({ kind: z.enum(artefactKinds) });
const version = z.coerce.number().int().min(1);

const entry = entrySchema
  .omit({ createdAt: true, updatedAt: true })
  .extend({ createdAt: time, updatedAt: time });

const state = z.object({
  kind: z.enum(artefactKinds),
  /** 0: nothing is written yet. */
  version: z.number(),
  updatedAt: time.nullable(),
  updatedBy: z.string().nullable(),
});

const suggestion = z.object({
  id: z.string(),
  kind: z.enum(artefactKinds),
  entryId: z.string(),
  change: changeSchema,
  reason: z.string(),
  taskId: z.string().nullable(),
  at: time,
});

const written = z.object({
  version: z.number(),
  author: z.string(),
  reason: z.string(),
  actionId: z.string().nullable(),
  at: time,
  changes: z.array(changeSchema),
  /** The touched entries as they were; null: it wasn't there. */
  before: z.record(z.string(), entry.nullable()),
});

export const artefactsEndpoints = {
  list: endpoint({
    route: "GET /api/projects/{project}/artefacts",
    summary: "A project's documents, and how many suggestions wait for each",
    role: "viewer",
    params: project,
    answer: z.object({
      artefacts: z.array(state.extend({ entries: z.number(), suggestions: z.number() })),
    }),
  }),
  get: endpoint({
    route: "GET /api/projects/{project}/artefacts/{kind}",
    summary: "A document, whole, with what the crew suggests beside it",
    role: "viewer",
    params: artefact,
    query: z.object({ version: version.optional() }),
    answer: state.extend({
      entries: z.array(entry),
      suggestions: z.array(suggestion),
      /** Entries that are not in the document's form, in words: of an older one, and kept as they are. */
      problems: z.array(z.string()),
    }),
  }),
  change: endpoint({
    route: "PUT /api/projects/{project}/artefacts/{kind}",
    summary: "Changes a document by hand; refused when it is another version by now",
    role: "approver",
    params: artefact,
    body: z.strictObject({
      /** The version that the person has seen. */
      version: z.number().int().min(0),
      changes: z.array(changeSchema).min(1).max(200),
      reason: z.string().trim().max(2000).default(""),
    }),
    answer: z.object({ version: z.number() }),
  }),
  versions: endpoint({
    route: "GET /api/projects/{project}/artefacts/{kind}/versions",
    summary: "How a document came to be as it is, newest first",
    role: "viewer",
    params: artefact,
    query: z.object({
      before: version.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    answer: z.object({ versions: z.array(written), next: z.number().nullable() }),
  }),
  restore: endpoint({
    route: "POST /api/projects/{project}/artefacts/{kind}/restore",
    summary: "Makes a document what it was at an earlier version, as a new one",
    role: "approver",
    params: artefact,
    body: z.strictObject({ version: z.number().int().min(0), to: z.number().int().min(0), reason }),
    answer: z.object({ version: z.number() }),
  }),
  exportAs: endpoint({
    route: "GET /api/projects/{project}/artefacts/{kind}/export",
    summary: "A document as a file: Markdown, CSV or JSON",
    role: "viewer",
    params: artefact,
    query: z.object({ format: z.enum(["md", "csv", "json"]) }),
    answer: z.string(),
    produces: "text/plain",
  }),
  decide: endpoint({
    route: "POST /api/projects/{project}/suggestions/{id}",
    summary: "Takes a suggestion into its document, or dismisses it",
    role: "approver",
    params: project.extend({ id: z.string().min(1) }),
    body: z.strictObject({ decision: z.enum(["accepted", "dismissed"]) }),
    answer: z.object({ kind: z.enum(["accepted", "dismissed"]), version: z.number().nullable() }),
  }),
};
