import { Hono } from "hono";
import { z } from "zod";
import { listTasks, taskDossier } from "../../shared/db/tasks.ts";
import type { tasks } from "../../shared/db/schema.ts";
import { factsAfter } from "../../shared/db/ledger.ts";
import { whyChain } from "../../shared/domain/why.ts";
import { redact } from "../../shared/platform/redact.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { judgeReading } from "../../shared/spine/judge-action.ts";
import { nextCursor, parsePage } from "./page.ts";
import { approvalView } from "./approvals.ts";
import { iso, parseBody } from "./body.ts";
import { factView } from "./fact-view.ts";
import { type ApiEnv, requireRole } from "./require-role.ts";

/** A task as it is shown: what it waits for and why it failed are told like facts, without personal data. */
function taskView(row: typeof tasks.$inferSelect) {
  const { conversation: _conversation, createdAt, updatedAt, waitingFor, failure, ...task } = row;
  return {
    ...task,
    waitingFor: waitingFor && redact(waitingFor),
    failure: failure && { ...failure, message: redact(failure.message) },
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}

/** Tasks with all that is recorded of them. */
export const tasksApi = new Hono<ApiEnv>()
  .use(requireRole("viewer"))
  .get("/", async (c) => {
    const { limit, before } = parsePage(c.req.query());
    const rows = await listTasks(openSpine(c.env).db, limit, before);
    return c.json({
      tasks: rows.map(taskView),
      nextCursor: nextCursor(rows, limit, (row) => ({ at: row.createdAt, id: row.id })),
    });
  })
  .get("/:id", async (c) => {
    const id = c.req.param("id");
    const dossier = await taskDossier(openSpine(c.env).db, id);
    if (!dossier) throw new SignalboxError("not_found", `there is no task ${id}`);
    const { microUsd, ...cost } = dossier.cost;
    return c.json({
      task: taskView(dossier.task),
      timeline: dossier.timeline.map(factView),
      actions: dossier.actions.map(({ payload, createdAt, ...action }) => ({
        ...action,
        payload: JSON.parse(payload),
        createdAt: iso(createdAt),
      })),
      approvals: dossier.approvals.map(approvalView),
      effects: dossier.effects.map(({ effect, kind, target }) => ({
        actionId: effect.actionId,
        taskId: effect.taskId,
        kind,
        target,
        state: effect.state,
        attempts: effect.attempts,
        error: effect.error,
        result: effect.result,
        asked: effect.askedAt !== null,
        updatedAt: iso(effect.updatedAt),
      })),
      cost: { usd: microUsd / 1_000_000, ...cost },
    });
  })
  .get("/:id/why", async (c) => {
    const id = c.req.param("id");
    const { db } = openSpine(c.env);
    const facts = await factsAfter(db, id, 0, 1000);
    if (facts.length === 0) throw new SignalboxError("not_found", `there is no task ${id}`);
    const chain = whyChain(facts).map((link) => ({
      at: iso(link.at),
      step: link.step,
      words: redact(link.words),
    }));
    return c.json({ taskId: id, chain, text: chain.map((link) => link.words).join("\n") });
  })
  .post("/:id/misread", requireRole("approver"), async (c) => {
    const { reason } = await parseBody(c, z.strictObject({ reason: z.string().trim().min(1).max(2000) }));
    const refusal = await judgeReading(openSpine(c.env), {
      taskId: c.req.param("id"),
      by: c.var.person.id,
      reason,
    });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return c.json({ kind: "judged" });
  });
