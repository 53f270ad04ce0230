import { Hono } from "hono";
import { listTasks, taskDossier } from "../../shared/db/tasks.ts";
import type { tasks } from "../../shared/db/schema.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { openSpine } from "../../shared/spine/context.ts";
import { nextCursor, parsePage } from "./page.ts";
import { requireToken } from "./require-token.ts";

const iso = (at: number): string => new Date(at).toISOString();

function taskView({ conversation: _conversation, createdAt, updatedAt, ...task }: typeof tasks.$inferSelect) {
  return { ...task, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

/** Tasks with all that is recorded of them. */
export const tasksApi = new Hono<{ Bindings: Env }>()
  .use(requireToken)
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
      timeline: dossier.timeline.map(({ id: entry, at, type, summary, data }) => ({
        id: entry,
        at: iso(at),
        type,
        summary,
        data,
      })),
      actions: dossier.actions.map(({ payload, createdAt, ...action }) => ({
        ...action,
        payload: JSON.parse(payload),
        createdAt: iso(createdAt),
      })),
      approvals: dossier.approvals.map(({ createdAt, decidedAt, ...approval }) => ({
        ...approval,
        createdAt: iso(createdAt),
        decidedAt: decidedAt === null ? null : iso(decidedAt),
      })),
      effects: dossier.effects.map(({ effect: { sentAt: _sentAt, updatedAt, ...effect }, kind, target }) => ({
        ...effect,
        kind,
        target,
        updatedAt: iso(updatedAt),
      })),
      cost: { usd: microUsd / 1_000_000, ...cost },
    });
  });
