import { eq, inArray, ne, or, and, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { type PolicyRecords, policyColumn } from "../db/policy-context.ts";
import type { PublishedQuery, PublishedRow } from "../db/publications.ts";
import { actions, approvals, effects, signals, tasks } from "../db/schema.ts";
import { newestChange } from "../db/settings.ts";
import { ofTask } from "../db/signals.ts";
import { provenances } from "../domain/provenance.ts";
import { boundaryOf } from "../policy/boundaries.ts";
import { defaultProject } from "../policy/rules.ts";
import type { Principal } from "./cancelled.ts";
import type { Spine } from "./context.ts";
import { confirmSettings } from "./live-settings.ts";
import { inspect } from "./verdict-input.ts";

const heardForm = z.array(z.object({ id: z.string(), provenance: z.enum(provenances) }));

/** What is on record when something is proposed. */
export interface ProposalRecords extends PolicyRecords {
  /** The action itself, when the step that proposes it runs again, and what it waits for. */
  known: typeof actions.$inferSelect | null;
  waiting: typeof approvals.$inferSelect | null;
  effect: typeof effects.$inferSelect | null;
  /** On whose behalf; null for a task that nobody recorded. */
  task: Principal | null;
  project: string;
  requestedBy: string;
  /** The signals that speak for it. */
  heard: z.output<typeof heardForm>;
  /** What was read beside it. */
  beside: PublishedRow[];
}

/** Reads it in one round trip; in two where it is on record already, since a step runs again. */
export async function readForProposal(
  spine: Spine,
  proposal: {
    taskId: string;
    kind: string;
    payload: unknown;
    sources?: readonly string[];
    beside?: { statement: PublishedQuery };
  },
  actionId: string,
): Promise<ProposalRecords> {
  const { db } = spine;
  const { taskId, kind, payload, sources = [] } = proposal;
  // The target follows from the payload alone; whose rules count is known after the read.
  const target = inspect(spine, defaultProject, kind, payload).seen?.target ?? "unknown";
  const projectOfTask = sql<string>`coalesce((SELECT project FROM ${tasks} WHERE id = ${taskId}), ${defaultProject})`;
  const where = { project: projectOfTask, kind, target };
  const own = ofTask(db, taskId);
  const speaking = sources.length === 0 ? own : or(own, inArray(signals.id, [...sources]));
  const spoken = db
    .select({ id: signals.id, provenance: signals.provenance })
    .from(signals)
    .where(and(speaking, ne(signals.status, "dropped")));
  const heard = sql`(SELECT json_group_array(json_object('id', id, 'provenance', provenance)) FROM (${spoken}))`;
  const [[found], beside = []] = await db.batch([
    db
      .select({
        isKnown: sql<number>`EXISTS (SELECT 1 FROM ${actions} WHERE id = ${actionId})`,
        newest: newestChange,
        heard: heard.mapWith((json: string) => heardForm.parse(JSON.parse(json))).as("heard"),
        policy: policyColumn(db, where, actionId, boundaryOf(kind).precedentOf),
        task: {
          project: tasks.project,
          by: tasks.requestedBy,
          kind: tasks.kind,
          status: tasks.status,
          cancel: tasks.cancel,
        },
      })
      .from(sql`(SELECT 1)`)
      .leftJoin(tasks, eq(tasks.id, taskId)),
    ...(proposal.beside === undefined ? [] : [proposal.beside.statement]),
  ]);
  if (found === undefined) throw new Error("the database has not answered what is on record");
  confirmSettings(spine, found.newest);
  const recorded =
    found.isKnown === 1 ? await rowsOf(db, actionId) : { known: null, waiting: null, effect: null };
  const { task, policy } = found;
  return {
    ...recorded,
    task,
    project: task?.project ?? defaultProject,
    requestedBy: task?.by ?? "unknown",
    heard: found.heard,
    ...policy,
    beside,
  };
}

async function rowsOf(
  db: Database,
  actionId: string,
): Promise<Pick<ProposalRecords, "known" | "waiting" | "effect">> {
  const [[known = null], [waiting = null], [effect = null]] = await db.batch([
    db.select().from(actions).where(eq(actions.id, actionId)),
    db.select().from(approvals).where(eq(approvals.actionId, actionId)),
    db.select().from(effects).where(eq(effects.actionId, actionId)),
  ]);
  return { known, waiting, effect };
}
