import { taskWaitsFor } from "../../shared/domain/task.ts";
import { tasksEndpoints } from "../../shared/api/tasks.ts";
import type { tasks } from "../../shared/db/schema.ts";
import { listTasks } from "../../shared/db/tasks.ts";
import { provenanceOfPerson } from "../../shared/domain/person.ts";
import { whyChain } from "../../shared/domain/why.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { defaultProject, projectOfChannel } from "../../shared/policy/rules.ts";
import { factsOfTask, taskDossier } from "../../shared/spine/archive/read-archive.ts";
import { cancelTask } from "../../shared/spine/cancel-task.ts";
import { editorial } from "../../shared/jobs/editorial/job.ts";
import { existingTask } from "../../shared/spine/existing-task.ts";
import { assertTheirs, matterOf } from "../../shared/spine/may-act.ts";
import { judgeReading } from "../../shared/spine/judge-action.ts";
import { replyToTask } from "../../shared/spine/reply-to-task.ts";
import { retryTask } from "../../shared/spine/retry-task.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { approvalView } from "./approval-json.ts";
import { factView } from "./fact-view.ts";
import { knownChannel, knownProject } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { receiveOnce } from "./receive-once.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

/** A task as it is shown: what it waits for and why it failed are told like facts, without personal data. */
function taskView(row: typeof tasks.$inferSelect) {
  const {
    conversation: _conversation,
    createdAt,
    updatedAt,
    title,
    waitingFor: _waitingFor,
    awaits: _awaits,
    failure,
    cancel,
    archived,
    ...task
  } = row;
  const waitingFor = taskWaitsFor(row);
  return {
    ...task,
    title: title && redact(title),
    waitingFor: waitingFor && redact(waitingFor),
    failure: failure && { ...failure, message: redact(failure.message) },
    cancel: cancel && { ...cancel, reason: redact(cancel.reason) },
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    archivedAt: isoOrNull(archived?.at ?? null),
  };
}

/** Tasks with all that is recorded of them. */
export const tasksApi = {
  list: serve(tasksEndpoints.list, async ({ spine, query: { limit, cursor, ...filter } }) => {
    const rows = await listTasks(spine.db, filter, limit, cursorOf(cursor));
    return {
      tasks: rows.map(taskView),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.createdAt, id: row.id })),
    };
  }),
  get: serve(tasksEndpoints.get, async ({ spine, params: { id } }) => {
    const dossier = await taskDossier(spine, id);
    if (!dossier) throw new SignalboxError("not_found", `there is no task ${id}`);
    const { microUsd, ...cost } = dossier.cost;
    const { ledger, actions, approvals, effects, llmCalls } = dossier.records;
    const actionOf = (actionId: string) => actions.find((one) => one.id === actionId);
    return {
      task: taskView(dossier.task),
      timeline: ledger.map(factView),
      actions: actions.map(({ payload, createdAt, ...action }) => ({
        ...action,
        payload: JSON.parse(payload),
        createdAt: iso(createdAt),
      })),
      approvals: approvals.map((row) => approvalView(spine, row, actionOf(row.actionId))),
      effects: effects.map((effect) => ({
        actionId: effect.actionId,
        taskId: effect.taskId,
        kind: actionOf(effect.actionId)?.kind ?? "",
        target: actionOf(effect.actionId)?.target ?? "",
        state: effect.state,
        attempts: effect.attempts,
        error: effect.error,
        result: effect.result,
        asked: effect.askedAt !== null,
        updatedAt: iso(effect.updatedAt),
      })),
      calls: llmCalls.map((call) => ({
        purpose: call.purpose,
        model: call.model,
        provider: call.provider,
        inputTokens: call.inputTokens + call.cacheWriteTokens + call.cachedTokens,
        outputTokens: call.outputTokens,
        usd: call.microUsd / 1_000_000,
        latencyMs: call.latencyMs,
        at: iso(call.at),
      })),
      cost: { usd: microUsd / 1_000_000, ...cost },
    };
  }),
  why: serve(tasksEndpoints.why, async ({ spine, params: { id } }) => {
    const facts = await factsOfTask(spine, id);
    if (facts.length === 0) throw new SignalboxError("not_found", `there is no task ${id}`);
    const chain = whyChain(facts, spine.specOf).map((link) => ({
      at: iso(link.at),
      step: link.step,
      words: redact(link.words),
    }));
    return { taskId: id, chain, text: chain.map((link) => link.words).join("\n") };
  }),
  run: serve(tasksEndpoints.run, async ({ spine, person, body: { text, channel, ...given }, onceKey }) => {
    await knownChannel(spine, channel);
    const project = knownProject(
      spine,
      given.project ??
        (channel === undefined ? defaultProject : projectOfChannel(spine.settings.RULES, channel)),
    );
    const signal = {
      id: `api:${person.id}:${onceKey}`,
      kind: "api.request",
      provenance: provenanceOfPerson(person),
      body: { type: "request", by: person.id, text, project, channel: channel ?? null },
      dropReason: null,
    } as const;
    const duplicate = await receiveOnce(spine, signal, "request");
    return { taskId: await taskIdOf(signal.id, editorial), duplicate };
  }),
  reply: serve(tasksEndpoints.reply, async ({ spine, person, params, body: { text }, onceKey }) => {
    const task = await existingTask(spine, params.id);
    // Whoever has asked for something is asked back.
    if (task.requestedBy !== person.id) assertTheirs(spine, person, matterOf(task));
    const refusal = await replyToTask(spine, {
      taskId: params.id,
      by: person.id,
      text,
      provenance: provenanceOfPerson(person),
      onceKey,
    });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return { kind: "answered" as const };
  }),
  retry: serve(tasksEndpoints.retry, async ({ spine, person, params: { id } }) => {
    assertTheirs(spine, person, matterOf(await existingTask(spine, id)));
    const retried = await retryTask(spine, { taskId: id, by: person.id });
    if (retried.kind === "refused") throw new SignalboxError("conflict", retried.reason);
    return { taskId: retried.taskId };
  }),
  cancel: serve(tasksEndpoints.cancel, async ({ spine, person, params: { id }, body: { reason } }) => {
    assertTheirs(spine, person, matterOf(await existingTask(spine, id)));
    const refusal = await cancelTask(spine, { taskId: id, by: person.id, reason });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return { kind: "cancelling" as const };
  }),
  misread: serve(tasksEndpoints.misread, async ({ spine, person, params: { id }, body: { reason } }) => {
    assertTheirs(spine, person, matterOf(await existingTask(spine, id)));
    const refusal = await judgeReading(spine, { taskId: id, by: person.id, reason });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return { kind: "judged" as const };
  }),
} satisfies Record<keyof typeof tasksEndpoints, Served>;
