import { approvalsEndpoints, effectsEndpoints } from "../../shared/api/approvals.ts";
import {
  approvalById,
  countWaiting,
  listUnknownEffects,
  listWaiting,
  versionBefore,
} from "../../shared/db/approvals.ts";
import { costOfTask, taskById } from "../../shared/db/tasks.ts";
import { freshPreviewLink } from "../../shared/jobs/editorial/preview/preview-link.ts";
import { publishingOf } from "../../shared/jobs/editorial/rules.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { whyGone } from "../../shared/spine/archive/why-gone.ts";
import { clocked } from "../../shared/spine/change-approval.ts";
import { stopsSince } from "../../shared/spine/stops.ts";
import { decide } from "../../shared/spine/decide.ts";
import { editProposal } from "../../shared/spine/edit-proposal.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { notTheirs, resolveEffect } from "../../shared/spine/resolve-effect.ts";
import { mine, previewOf, standingView, waitingView } from "./approval-json.ts";
import { decider, refused } from "./deciding.ts";
import { mergesOf } from "./merges.ts";
import { undeliveredView } from "./notices.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** What waits for people: approvals, holds and effects whose answer was lost; and what people say of them. */
export const approvalsApi = {
  list: serve(approvalsEndpoints.list, async ({ spine, person, query: { limit, cursor, held } }) => {
    const [rank = "", at = "", ...id] = cursor?.split("~") ?? [];
    const after = cursor === undefined ? null : { rank: Number(rank), at: Number(at), id: id.join("~") };
    const [rows, total, unknown, merges, undelivered] = await Promise.all([
      listWaiting(spine.db, held ?? null, limit, after),
      countWaiting(spine.db, held ?? null),
      listUnknownEffects(spine.db, 100),
      mergesOf(spine),
      undeliveredView(spine),
    ]);
    const last = rows.at(-1)?.approval;
    const since = rows.map(({ approval }) => approval.clockAt ?? approval.createdAt);
    const stops = await stopsSince(spine.db, Math.min(spine.now(), ...since));
    return {
      total,
      approvals: rows.map((row) => waitingView(spine, row, stops, person)),
      unknownEffects: unknown.map(({ effect, ...rest }) => ({
        ...rest,
        actionId: effect.actionId,
        taskId: effect.taskId,
        error: effect.error,
        attempts: effect.attempts,
        asked: effect.askedAt !== null,
      })),
      merges,
      undelivered,
      nextCursor:
        last === undefined || rows.length < limit ? null : `${last.riskRank}~${last.createdAt}~${last.id}`,
    };
  }),
  get: serve(approvalsEndpoints.get, async ({ spine, person, params: { id } }) => {
    const found = await approvalById(spine.db, id);
    if (!found)
      throw new SignalboxError("not_found", await whyGone(spine.db, id, `there is no approval ${id}`));
    const { action } = found;
    const [task, cost, before, stops] = await Promise.all([
      taskById(spine.db, action.taskId),
      costOfTask(spine.db, action.taskId),
      versionBefore(spine.db, action),
      stopsSince(spine.db, found.approval.clockAt ?? found.approval.createdAt),
    ]);
    const approval = clocked(spine, found.approval, stops);
    if (!task) throw new SignalboxError("not_found", `the task of the approval ${id} is gone`);
    const { kind, target, provenance, risk, revision, sources, verdict, payload } = action;
    const rights = mine(spine, approval, person);
    return {
      approval: standingView(spine, approval, action),
      mine: rights,
      action: {
        id: action.id,
        kind,
        target,
        provenance,
        risk,
        revision,
        sources,
        verdict,
        revisable: spine.jobs.ofTask(action.taskId)?.revisable ?? false,
        bytes: payload,
        payload: JSON.parse(payload),
        preview: previewOf(spine, action.project, kind, payload),
        previewUrl: rights.allowed ? await freshPreviewLink(spine, action) : null,
      },
      previous:
        before === null
          ? null
          : {
              revision: before.revision,
              payload: JSON.parse(before.payload),
              preview: previewOf(spine, action.project, kind, before.payload),
              decidedBy: before.decidedBy,
              reason: before.reason,
            },
      task: {
        id: task.id,
        kind: task.kind,
        title: task.title,
        project: task.project,
        requestedBy: task.requestedBy,
        createdAt: iso(task.createdAt),
        usd: cost.microUsd / 1_000_000,
        calls: cost.calls,
      },
    };
  }),
  edit: serve(approvalsEndpoints.edit, async ({ spine, person, caller, params: { id }, body }) => {
    const found = await approvalById(spine.db, id);
    if (!found)
      throw new SignalboxError("not_found", await whyGone(spine.db, id, `there is no approval ${id}`));
    assertTheirs(spine, person, found.approval);
    const { movingAsks } = publishingOf(spine.settings.RULES, found.approval.project);
    const request = { ...body, approvalId: id, ...decider(caller) };
    const outcome = await editProposal(spine, request, { movingAsks });
    if (outcome.kind === "refused") return refused(outcome);
    const edited = await approvalById(spine.db, outcome.approvalId);
    if (!edited) throw new Error(`the approval ${outcome.approvalId} is gone`);
    return { approval: standingView(spine, edited.approval, edited.action) };
  }),
  decideMany: serve(approvalsEndpoints.decideMany, async ({ spine, caller, body }) => {
    const results = [];
    for (const { id, ...decision } of body.decisions) {
      const outcome = await decide(spine, { ...decision, approvalId: id, ...decider(caller) });
      results.push({ id, ...outcome });
    }
    return { results };
  }),
  decide: serve(approvalsEndpoints.decide, async ({ spine, caller, params, body }) => {
    const outcome = await decide(spine, { ...body, approvalId: params.id, ...decider(caller) });
    return outcome.kind === "refused" ? refused(outcome) : outcome;
  }),
} satisfies Record<keyof typeof approvalsEndpoints, Served>;

/** What people say of effects whose answer was lost. */
export const effectsApi = {
  resolve: serve(effectsEndpoints.resolve, async ({ spine, caller, params, body: { resolution } }) => {
    const refusal = await resolveEffect(spine, {
      actionId: params.actionId,
      resolution,
      ...decider(caller),
    });
    if (refusal !== null) throw new SignalboxError(refusal === notTheirs ? "forbidden" : "conflict", refusal);
    return { kind: "resolved" as const };
  }),
} satisfies Record<keyof typeof effectsEndpoints, Served>;
