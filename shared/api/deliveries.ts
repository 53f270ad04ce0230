import { z } from "zod";
import { deliveryPlanSchema } from "../domain/delivery/delivery-plan.ts";
import { designSchema } from "../domain/delivery/design.ts";
import { requirementsSchema } from "../domain/delivery/requirement.ts";
import { deliveryStages, storyStates } from "../domain/delivery/stage.ts";
import { repositoryName } from "../domain/repository.ts";
import { taskStatuses } from "../domain/task-status.ts";
import { endpoint } from "./endpoint.ts";
import { id, nextCursor, pageQuery, time } from "./forms.ts";

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
          note: z.string().nullable(),
        }),
      ),
      createdAt: time,
      updatedAt: time,
    }),
  }),
};
