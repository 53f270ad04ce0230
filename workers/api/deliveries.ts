import { deliveriesEndpoints } from "../../shared/api/deliveries.ts";
import { deliveryOfTask, listDeliveries, storiesOfDelivery } from "../../shared/db/deliveries.ts";
import { provenanceOfPerson } from "../../shared/domain/person.ts";
import { taskWaitsFor } from "../../shared/domain/task.ts";
import { estimateStory } from "../../shared/jobs/delivery/architecture/estimate.ts";
import { documentsNamed } from "../../shared/jobs/delivery/documents/documents-named.ts";
import { delivery } from "../../shared/jobs/delivery/job.ts";
import type { DeliveryRequest } from "../../shared/jobs/delivery/signals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { lookUp } from "../../shared/platform/look-up.ts";
import { redact } from "../../shared/platform/redact.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { knownChannel, knownProject } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { receiveOnce } from "./receive-once.ts";
import { serve } from "./serve.ts";
import { iso } from "./times.ts";

/** Software that is made of documents: asking for it, and what is known of it. */
export const deliveriesApi = {
  list: serve(deliveriesEndpoints.list, async ({ spine, query: { limit, cursor } }) => {
    const rows = await listDeliveries(spine.db, limit, cursorOf(cursor));
    return {
      deliveries: rows.map(({ task, delivery: row }) => ({
        taskId: task.id,
        title: task.title && redact(task.title),
        status: task.status,
        waitingFor: taskWaitsFor(task) && redact(taskWaitsFor(task) ?? ""),
        project: row.project,
        requestedBy: task.requestedBy,
        repository: row.repository,
        stage: row.stage,
        documents: row.documents.length,
        createdAt: iso(row.createdAt),
        updatedAt: iso(row.updatedAt),
      })),
      nextCursor: nextCursor(rows, limit, ({ delivery: row }) => ({ at: row.createdAt, id: row.taskId })),
    };
  }),
  start: serve(deliveriesEndpoints.start, async ({ spine, person, body, onceKey }) => {
    await knownChannel(spine, body.channel);
    const project = knownProject(spine, body.project);
    const { name, isNew } = body.repository;
    const isKnown = lookUp(spine.settings.RULES.repositories, name) !== undefined;
    if (!isNew && !isKnown)
      throw new SignalboxError(
        "bad_request",
        `there is no repository ${name} in RULES; name one of them, or have a new one made`,
      );
    if (isNew && isKnown)
      throw new SignalboxError(
        "bad_request",
        `${name} is in RULES already: continue it, or choose another name`,
      );
    const request: DeliveryRequest = {
      type: "delivery",
      by: person.id,
      title: body.title,
      project,
      documents: await documentsNamed(spine, project, body.documents),
      repository: { name, isNew },
      channel: body.channel ?? null,
    };
    const signal = {
      id: `api:delivery:${person.id}:${onceKey}`,
      kind: "api.delivery",
      provenance: provenanceOfPerson(person),
      body: request,
      dropReason: null,
    } as const;
    const duplicate = await receiveOnce(spine, signal, "delivery");
    return { taskId: await taskIdOf(signal.id, delivery), duplicate };
  }),
  get: serve(deliveriesEndpoints.get, async ({ spine, params: { id } }) => {
    const row = await deliveryOfTask(spine.db, id);
    if (!row) throw new SignalboxError("not_found", `${id} is no delivery`);
    const { requirements, design, createdAt, updatedAt, facts: _facts, ...known } = row;
    const stories = await storiesOfDelivery(spine.db, id);
    return {
      ...known,
      requirements,
      design,
      estimates:
        requirements === null || design === null
          ? []
          : requirements.stories.map((story) => estimateStory(story, design)),
      stories: stories.map(({ storyId, state, taskId, pullRequest, url, note }) => ({
        id: storyId,
        state,
        taskId,
        pullRequest,
        url,
        note,
      })),
      createdAt: iso(createdAt),
      updatedAt: iso(updatedAt),
    };
  }),
};
