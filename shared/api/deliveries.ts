import { z } from "zod";
import { deliveryPlanSchema } from "../domain/delivery/delivery-plan.ts";
import { designSchema } from "../domain/delivery/design.ts";
import { requirementsSchema, standings, storyId } from "../domain/delivery/requirement.ts";
import { deliveryStages, redoStages, storyStates } from "../domain/delivery/stage.ts";
import { writtenStorySchema } from "../domain/delivery/written-story.ts";
import { repositoryName } from "../domain/repository.ts";
import { taskStatuses } from "../domain/task-status.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, reason, time } from "./forms.ts";

const listed = z.object({
  taskId: z.string(),
  title: z.string().nullable(),
  status: z.enum(taskStatuses),
  waitingFor: z.string().nullable(),
  project: z.string(),
  requestedBy: z.string(),
  repository: z.string(),
  stage: z.enum(deliveryStages),
  documents: z.number(),
  createdAt: time,
  updatedAt: time,
});

const ofStory = id.extend({ story: storyId });

export const deliveriesEndpoints = {
  list: endpoint({
    route: "GET /api/deliveries",
    summary: "What is made of documents, or was, newest first",
    role: "viewer",
    query: pageQuery,
    answer: z.object({ deliveries: z.array(listed), nextCursor }),
  }),
  start: endpoint({
    route: "POST /api/deliveries",
    summary:
      "Has software made of documents: what they want is read, asked about, planned, and waits for a yes",
    role: "approver",
    idempotent: true,
    body: z.strictObject({
      title: z.string().trim().min(1).max(120),
      project: z.string().min(1).max(100),
      /** Ids of documents of the project, in the order in which they are to be read. */
      documents: z.array(z.string().min(1).max(100)).min(1).max(50),
      repository: z.strictObject({
        name: repositoryName,
        /** Whether it is to be made; one that is there is continued. */
        isNew: z.boolean(),
      }),
      /** Slack channel in which the task talks. */
      channel: z.string().min(1).max(100).optional(),
    }),
    answer: z.object({ taskId: z.string(), duplicate: z.boolean() }),
  }),
  get: endpoint({
    route: "GET /api/deliveries/{id}",
    summary: "What is known of a delivery: requirements with their sources, questions, stories, design",
    role: "viewer",
    params: id,
    answer: z.object({
      taskId: z.string(),
      project: z.string(),
      repository: z.string(),
      isNew: z.boolean(),
      stage: z.enum(deliveryStages),
      documents: z.array(z.object({ id: z.string(), version: z.number(), name: z.string() })),
      /** Null until they have been read. */
      requirements: requirementsSchema.nullable(),
      revision: z.number(),
      /** Null until one is made. */
      design: designSchema.nullable(),
      estimates: deliveryPlanSchema.shape.estimates,
      /** Digest of the plan that people have agreed to; null: of none yet. */
      agreed: z.string().nullable(),
      /** Where the stories of the agreed plan stand. */
      stories: z.array(
        z.object({
          id: z.string(),
          state: z.enum(storyStates),
          taskId: z.string().nullable(),
          pullRequest: z.number().nullable(),
          url: z.string().nullable(),
          /** The commit that is ready, or was merged. */
          commit: z.string().nullable(),
          note: z.string().nullable(),
          /** How often it was begun. */
          attempt: z.number(),
          /** Names of the tests that were seen to fail without its code, and to pass with it. */
          tests: z.array(z.string()),
          /** What CI has said of it, oldest first. */
          builds: z.array(
            z.object({ name: z.string(), conclusion: z.string(), commit: z.string(), at: time }),
          ),
          /** What the model has cost for it so far. */
          microUsd: z.number(),
        }),
      ),
      /** The branch that stories are for, and the commit that they begin with; null until the repository is there. */
      base: z.string().nullable(),
      foundation: z.string().nullable(),
      paused: z.boolean(),
      /** Documents that are read again before a further story begins. */
      again: z.array(z.object({ id: z.string(), version: z.number(), name: z.string() })),
      /** What is made anew then; null: what follows from the documents, or nothing. */
      redo: z.enum(redoStages).nullable(),
      /** Stories that people have written by hand: who, and the document that it is kept as. */
      written: z.array(z.object({ id: z.string(), by: z.string(), document: z.string() })),
      /** What the model has cost so far, by what it was asked for; stories have their own. */
      costs: z.array(z.object({ purpose: z.string(), microUsd: z.number() })),
      createdAt: time,
      updatedAt: time,
    }),
  }),
  pause: endpoint({
    route: "POST /api/deliveries/{id}/pause",
    summary: "Lets no further story begin; the one that is being built goes on",
    role: "approver",
    params: id,
    answer: z.object({ paused: z.boolean() }),
  }),
  resume: endpoint({
    route: "POST /api/deliveries/{id}/resume",
    summary: "Lets stories begin again",
    role: "approver",
    params: id,
    answer: z.object({ paused: z.boolean() }),
  }),
  again: endpoint({
    route: "POST /api/deliveries/{id}/again",
    summary:
      "Reads documents again before a further story begins: those that have a newer version, and further ones; or has all requirements, or the design alone, made anew. The plan is asked about if it is another then",
    role: "approver",
    params: id,
    body: z.strictObject({
      /** Further documents of the project. */
      documents: z.array(z.string().min(1).max(100)).max(50).default([]),
      /** What is made anew, also when no document is another; absent: only what follows from the documents. */
      stage: z.enum(redoStages).optional(),
    }),
    answer: z.object({
      again: z.array(z.object({ id: z.string(), version: z.number(), name: z.string() })),
      stage: z.enum(redoStages).nullable(),
    }),
  }),
  add: endpoint({
    route: "POST /api/deliveries/{id}/stories",
    summary:
      "Adds a story that somebody has written to an agreed plan; it is designed and asked about before a further story begins. The same words again are the same story",
    role: "approver",
    params: id,
    body: writtenStorySchema,
    answer: z.object({ story: z.string(), document: z.string() }),
  }),
  reorder: endpoint({
    route: "PUT /api/deliveries/{id}/stories",
    summary: "Puts the stories that are still to be built in another order",
    role: "approver",
    params: id,
    /** Their ids, all of them. */
    body: z.strictObject({ order: z.array(storyId).min(1).max(100) }),
    answer: z.object({ order: z.array(z.string()) }),
  }),
  skip: endpoint({
    route: "POST /api/deliveries/{id}/stories/{story}/skip",
    summary: "Leaves a story out; so are those that depend on it",
    role: "approver",
    params: ofStory,
    body: z.strictObject({ reason: reason.optional() }),
    answer: z.object({ state: z.enum(storyStates) }),
  }),
  build: endpoint({
    route: "POST /api/deliveries/{id}/stories/{story}/build",
    summary: "Has a story built that was left out or has failed, in its turn",
    role: "approver",
    params: ofStory,
    answer: z.object({ state: z.enum(storyStates) }),
  }),
  report: endpoint({
    route: "GET /api/deliveries/{id}/report",
    summary:
      "What was asked for, what is done, what is not and why: markdown, and each requirement with its stories, code, tests and pull requests",
    role: "viewer",
    params: id,
    answer: z.object({
      markdown: z.string(),
      trace: z.array(
        z.object({
          requirement: z.string(),
          statement: z.string(),
          standing: z.enum(standings),
          documents: z.array(z.string()),
          stories: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              state: z.enum(storyStates),
              code: z.array(z.string()),
              testFiles: z.array(z.string()),
              tests: z.array(z.string()),
              pullRequest: z.number().nullable(),
              url: z.string().nullable(),
              commit: z.string().nullable(),
              note: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  }),
};
