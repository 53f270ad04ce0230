import { deliveriesEndpoints } from "../../shared/api/deliveries.ts";
import {
  costsByPurpose,
  type DeliveryRow,
  deliveryOfTask,
  listDeliveries,
} from "../../shared/db/deliveries.ts";
import { madeRepositories } from "../../shared/db/policy-context.ts";
import { type Person, provenanceOfPerson } from "../../shared/domain/person.ts";
import { taskWaitsFor } from "../../shared/domain/task.ts";
import { nameProblem } from "../../shared/domain/delivery/fill-template.ts";
import { estimateStory } from "../../shared/jobs/delivery/architecture/estimate.ts";
import { documentsNamed } from "../../shared/jobs/delivery/documents/documents-named.ts";
import { delivery } from "../../shared/jobs/delivery/job.ts";
import type { DeliveryRequest } from "../../shared/jobs/delivery/signals.ts";
import { deliveryReport, traceOf } from "../../shared/jobs/delivery/report/delivery-report.ts";
import { builtStories } from "../../shared/jobs/delivery/stories/built-stories.ts";
import { addStory, beginAgain } from "../../shared/jobs/delivery/stories/begin-again.ts";
import {
  buildAgain,
  pauseDelivery,
  reorderStories,
  skipStory,
  type Steering,
} from "../../shared/jobs/delivery/stories/steer-delivery.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { lookUp } from "../../shared/platform/look-up.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { existingTask } from "../../shared/spine/existing-task.ts";
import { assertTheirs, matterOf } from "../../shared/spine/may-act.ts";
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
    const rules = lookUp(spine.settings.RULES.repositories, name);
    const inRules = rules !== undefined;
    if (rules !== undefined && rules.project !== project)
      throw new SignalboxError("bad_request", `${name} is a repository of another project than ${project}`);
    const isMade = (await madeRepositories(spine.db, project)).some(
      (one) => one.toLowerCase() === name.toLowerCase(),
    );
    if (!isNew && !inRules && !isMade)
      throw new SignalboxError(
        "bad_request",
        `there is no repository ${name} in RULES; name one of them, or have a new one made`,
      );
    if (isNew && (inRules || isMade))
      throw new SignalboxError(
        "bad_request",
        `${name} is ${inRules ? "in RULES" : "made"} already: continue it, or choose another name`,
      );
    const problem = isNew ? newNameProblem(spine.settings.RULES.delivery.owner, name) : null;
    if (problem !== null) throw new SignalboxError("bad_request", problem);
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
    const row = await existingDelivery(spine, id);
    const { requirements, design, createdAt, updatedAt, facts: _facts, again, written, ...known } = row;
    const costs = await costsByPurpose(spine.db, [id]);
    const stories = await builtStories(spine.db, id);
    return {
      ...known,
      requirements,
      design,
      again: again ?? [],
      written: written.map(({ id: story, by, document }) => ({ id: story, by, document: document.id })),
      estimates:
        requirements === null || design === null
          ? []
          : requirements.stories.map((story) => estimateStory(story, design)),
      costs: costs.map(({ purpose, microUsd }) => ({ purpose, microUsd })),
      stories: stories.map(({ builds, ...story }) => ({
        ...story,
        note: story.note && redact(story.note),
        builds: builds.map(({ at, ...build }) => ({ ...build, at: iso(at) })),
      })),
      createdAt: iso(createdAt),
      updatedAt: iso(updatedAt),
    };
  }),
  pause: serve(deliveriesEndpoints.pause, async ({ spine, person, params: { id } }) => {
    await pauseDelivery(spine, await theirs(spine, person, id), true);
    return { paused: true };
  }),
  resume: serve(deliveriesEndpoints.resume, async ({ spine, person, params: { id } }) => {
    await pauseDelivery(spine, await theirs(spine, person, id), false);
    return { paused: false };
  }),
  again: serve(
    deliveriesEndpoints.again,
    async ({ spine, person, params: { id }, body: { documents, stage = null } }) => {
      const awaited = await beginAgain(spine, await theirs(spine, person, id), { documents, stage });
      return { again: awaited.documents, stage: awaited.stage };
    },
  ),
  add: serve(deliveriesEndpoints.add, async ({ spine, person, params: { id }, body }) => {
    const { id: story, document } = await addStory(spine, await theirs(spine, person, id), body);
    return { story, document: document.id };
  }),
  reorder: serve(deliveriesEndpoints.reorder, async ({ spine, person, params: { id }, body: { order } }) => {
    await reorderStories(spine, await theirs(spine, person, id), order);
    return { order };
  }),
  skip: serve(
    deliveriesEndpoints.skip,
    async ({ spine, person, params: { id, story }, body: { reason = "somebody doesn't want it now" } }) => {
      await skipStory(spine, await theirs(spine, person, id), story, reason);
      return { state: "skipped" as const };
    },
  ),
  build: serve(deliveriesEndpoints.build, async ({ spine, person, params: { id, story } }) => {
    await buildAgain(spine, await theirs(spine, person, id), story);
    return { state: "planned" as const };
  }),
  report: serve(deliveriesEndpoints.report, async ({ spine, params: { id } }) => {
    const row = await existingDelivery(spine, id);
    const { title } = await existingTask(spine, id);
    const planned = (await costsByPurpose(spine.db, [id])).reduce((sum, { microUsd }) => sum + microUsd, 0);
    const words = { title: title ?? id, delivery: row, stories: await builtStories(spine.db, id), planned };
    return { markdown: redact(deliveryReport(words)), trace: traceOf(words) };
  }),
};

/** Why no repository of that name can be made, before anything is read for it; null when one can. */
function newNameProblem(organisation: string | undefined, name: string): string | null {
  const [owner = "", repository = ""] = name.split("/");
  if (organisation === undefined)
    return "RULES names no organisation in which repositories are made: set delivery.owner, or continue a repository";
  if (owner.toLowerCase() !== organisation.toLowerCase())
    return `RULES has repositories made in ${organisation}, not in ${owner}`;
  return nameProblem(repository);
}

async function existingDelivery({ db }: Spine, id: string): Promise<DeliveryRow> {
  const row = await deliveryOfTask(db, id);
  if (!row) throw new SignalboxError("not_found", `${id} is no delivery`);
  return row;
}

/** A delivery that somebody steers: it is theirs to who decide in its project. */
async function theirs(spine: Spine, person: Person, taskId: string): Promise<Steering> {
  assertTheirs(spine, person, matterOf(await existingTask(spine, taskId)));
  return { taskId, by: person.id };
}
