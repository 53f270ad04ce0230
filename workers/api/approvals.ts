import { approvalsEndpoints, effectsEndpoints } from "../../shared/api/approvals.ts";
import {
  approvalById,
  countWaiting,
  listUnknownEffects,
  listWaiting,
  versionBefore,
} from "../../shared/db/approvals.ts";
import { costOfTask, taskById } from "../../shared/db/tasks.ts";
import { type Channel, type RefusalCode, validVotes } from "../../shared/domain/approval.ts";
import { stopAmong } from "../../shared/domain/stop.ts";
import type { Person } from "../../shared/domain/person.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { clocked } from "../../shared/spine/change-approval.ts";
import type { Spine } from "../../shared/spine/context.ts";
import type { ApprovalRow } from "../../shared/spine/change-approval.ts";
import { stopsSince, whereOf } from "../../shared/spine/stops.ts";
import { decide, whyNotMine } from "../../shared/spine/decide.ts";
import { notTheirs, resolveEffect } from "../../shared/spine/resolve-effect.ts";
import { standingOn } from "../../shared/spine/standing.ts";
import { inspect } from "../../shared/spine/verdict-input.ts";
import { approvalView } from "./approval-json.ts";
import type { Caller } from "./caller.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** What waits for people: approvals, holds and effects whose answer was lost; and what people say of them. */
export const approvalsApi = {
  list: serve(approvalsEndpoints.list, async ({ spine, person, query: { limit, cursor, held } }) => {
    const [rank = "", at = "", ...id] = cursor?.split("~") ?? [];
    const after = cursor === undefined ? null : { rank: Number(rank), at: Number(at), id: id.join("~") };
    const [rows, total, unknown] = await Promise.all([
      listWaiting(spine.db, held ?? null, limit, after),
      countWaiting(spine.db, held ?? null),
      listUnknownEffects(spine.db, 100),
    ]);
    const last = rows.at(-1)?.approval;
    const since = rows.map(({ approval }) => approval.clockAt ?? approval.createdAt);
    const stops = await stopsSince(spine.db, Math.min(spine.now(), ...since));
    return {
      total,
      approvals: rows.map(({ approval: recorded, payload, provenance, revision, verdict }) => {
        const approval = clocked(spine, recorded, stops);
        return {
          ...standingView(spine, approval),
          stopped: stopAmong(stops, whereOf(spine, approval)) !== null,
          title: previewOf(spine, approval.project, approval.kind, payload)?.title ?? approval.target,
          provenance,
          revision,
          reasons: verdict.reasons,
          mine: mine(spine, approval, person),
        };
      }),
      unknownEffects: unknown.map(({ effect, ...rest }) => ({
        ...rest,
        actionId: effect.actionId,
        taskId: effect.taskId,
        error: effect.error,
        attempts: effect.attempts,
        asked: effect.askedAt !== null,
      })),
      nextCursor:
        last === undefined || rows.length < limit ? null : `${last.riskRank}~${last.createdAt}~${last.id}`,
    };
  }),
  get: serve(approvalsEndpoints.get, async ({ spine, person, params: { id } }) => {
    const found = await approvalById(spine.db, id);
    if (!found) throw new SignalboxError("not_found", `there is no approval ${id}`);
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
    return {
      approval: standingView(spine, approval),
      mine: mine(spine, approval, person),
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
    if (outcome.kind !== "refused") return outcome;
    const error = { code: outcome.code, message: outcome.reason };
    return Response.json({ error }, { status: refusalStatus[outcome.code] });
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

function decider({ person, via }: Caller): { by: string; channel: Channel } {
  return { by: person.id, channel: via === "token" ? "api" : "dashboard" };
}

/** An approval as it stands at this moment: while it waits, only the yeses that count now are shown. */
function standingView(spine: Spine, approval: ApprovalRow) {
  const view = approvalView(approval);
  return approval.status === "pending"
    ? { ...view, votes: validVotes(approval, standingOn(spine, approval)) }
    : view;
}

function mine(spine: Spine, approval: ApprovalRow, person: Person) {
  const why = whyNotMine(spine, approval, person.id);
  return { allowed: why === null, why };
}

function previewOf(spine: Spine, project: string, kind: string, payload: string) {
  return inspect(spine, project, kind, JSON.parse(payload)).seen?.preview ?? null;
}

const refusalStatus = {
  not_found: 404,
  not_allowed: 403,
  not_the_question: 409,
  own_request: 403,
  reason_missing: 400,
  digest_mismatch: 409,
  already_decided: 409,
  superseded: 409,
  expired: 409,
} as const satisfies Record<RefusalCode, number>;
