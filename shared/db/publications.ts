import { and, asc, desc, eq, gte, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { comparedLength } from "../domain/likeness.ts";
import { partLength, partsOf } from "../domain/sketch.ts";
import type { Database } from "./database.ts";
import { actions, approvals, effects, tasks } from "./schema.ts";

/** What may still go out or has: nobody has said no to it, and nothing has taken its place. */
const counts = and(
  or(isNull(approvals.status), inArray(approvals.status, ["pending", "approved", "released"])),
  or(isNull(effects.state), ne(effects.state, "failed")),
);

/** The words of a payload, in whichever of its fields they stand. */
const text = sql<string>`substr(coalesce(${sql.join(
  ["text", "markdown", "description"].map((field) => sql`json_extract(${actions.payload}, ${`$.${field}`})`),
  sql`, `,
)}, ''), 1, ${comparedLength})`;

/** Asks for actions with their words and what has become of them. */
export type PublishedQuery = ReturnType<typeof publishedBeside>;
export type PublishedRow = Awaited<PublishedQuery>[number];

/** What a piece is put beside: actions of its kind, but for those of its task. */
export interface Beside {
  kind: string;
  except: string;
  /** Those that are due between two moments, at most so many. */
  due: { from: number; to: number; most: number };
  /** Of the newest `among` since a moment, the `most` whose words may be like a sketch's. */
  like: { since: number; sketch: string | null; among: number; most: number };
}

/** Asks for both in one statement, which may be run with others: each row says of which it is. */
export function publishedBeside(db: Database, { kind, except, due, like }: Beside) {
  const near = dueBetween(db, { kind, except, ...due }).as("near");
  const alike = textsLike(db, { kind, except, ...like }).as("alike");
  return unionAll(db.select().from(near), db.select().from(alike));
}

function dueBetween(
  db: Database,
  { kind, except, from, to, most }: { kind: string; except: string } & Beside["due"],
) {
  return published(db, "due")
    .where(
      and(
        gte(actions.dueAt, from),
        lt(actions.dueAt, to),
        // What is due then is less than what there is of a kind.
        sql`+${actions.kind} = ${kind}`,
        ne(actions.taskId, except),
        counts,
      ),
    )
    .orderBy(asc(actions.dueAt))
    .limit(most);
}

/** So many parts of two sketches have to be the same for their texts to be compared. */
const leastParts = 3;

/** The most alike, and those that have no sketch. */
function textsLike(
  db: Database,
  { kind, except, since, sketch, among, most }: { kind: string; except: string } & Beside["like"],
) {
  const newest = db
    .select({ id: actions.id, sketch: actions.sketch })
    .from(actions)
    .leftJoin(approvals, eq(approvals.actionId, actions.id))
    .leftJoin(effects, eq(effects.actionId, actions.id))
    .where(and(gte(actions.createdAt, since), eq(actions.kind, kind), ne(actions.taskId, except), counts))
    .orderBy(desc(actions.createdAt))
    .limit(among);
  const same = sql.join(
    partsOf(sketch ?? "").map(
      (part, n) =>
        sql`(substr(sketch, ${sql.raw(String(n * partLength + 1))}, ${sql.raw(String(partLength))}) = ${part})`,
    ),
    sql` + `,
  );
  return published(db, "like").where(
    sketch === null
      ? sql`false`
      : sql`${actions.id} IN (SELECT id
        FROM (SELECT id, same, row_number() OVER (ORDER BY same DESC) AS rank FROM (SELECT id, ${same} AS same FROM (${newest})))
        WHERE same IS NULL OR (same >= ${leastParts} AND rank <= ${most}))`,
  );
}

function published(db: Database, found: "due" | "like") {
  const { id, taskId, project, target, dueAt, createdAt } = actions;
  return db
    .select({
      found: sql<typeof found>`${sql.raw(`'${found}'`)}`.as("found"),
      id,
      taskId,
      project,
      target,
      dueAt,
      createdAt,
      // Each under a name of its own: in a batch, D1 returns rows by them.
      text: text.as("words"),
      approval: sql<string | null>`${approvals.id}`.as("approval"),
      state: effects.state,
      at: effects.updatedAt,
    })
    .from(actions)
    .leftJoin(approvals, eq(approvals.actionId, actions.id))
    .leftJoin(effects, eq(effects.actionId, actions.id));
}

/** What has a time between two moments, in all projects or in one, oldest first: what waits, what was decided and what came of it. */
export async function calendarBetween(
  db: Database,
  { from, to, project }: { from: number; to: number; project: string | undefined },
  most: number,
) {
  return db
    .select({
      action: actions,
      approval: approvals,
      effect: { state: effects.state, error: effects.error, result: effects.result, sentAt: effects.sentAt },
      task: { title: tasks.title, kind: tasks.kind },
    })
    .from(actions)
    .innerJoin(tasks, eq(tasks.id, actions.taskId))
    .leftJoin(approvals, eq(approvals.actionId, actions.id))
    .leftJoin(effects, eq(effects.actionId, actions.id))
    .where(
      and(
        gte(actions.dueAt, from),
        lt(actions.dueAt, to),
        project === undefined ? undefined : eq(actions.project, project),
        // What has been replaced shows in what has replaced it.
        or(
          isNull(approvals.status),
          inArray(approvals.status, ["pending", "approved", "released", "expired"]),
        ),
      ),
    )
    .orderBy(asc(actions.dueAt), asc(actions.id))
    .limit(most);
}
