import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { depths, fixStates, type AssignmentOutcome, assignmentStates } from "../../domain/fix.ts";
import { assignmentModes, phases } from "../../domain/phase.ts";

/** What is being done, or was, about a bug: one row a task of the bug-fix job. */
export const fixes = sqliteTable(
  "fixes",
  {
    taskId: text("task_id").primaryKey(),
    /** What makes two reports the same bug: see `fingerprintsOf`. */
    fingerprint: text().notNull(),
    /** The same, by the place in the code; null when the report names none. */
    place: text(),
    state: text({ enum: fixStates }).notNull(),
    depth: text({ enum: depths }).notNull(),
    /** What was known of the report when it was taken; null for those before the column. Whose job it is knows its form. */
    intake: text({ mode: "json" }).$type<object>(),
    repository: text(),
    /** GitHub's number for it, which stays when it is renamed or given away; null until GitHub has said it. */
    repositoryId: integer("repository_id"),
    base: text(),
    baseCommit: text("base_commit"),
    branch: text(),
    /** The branch's head with the plan on it. */
    planCommit: text("plan_commit"),
    pullRequest: integer("pull_request"),
    url: text(),
    /** R2 key of the newest plan, with its discovery. */
    planKey: text("plan_key"),
    revision: integer().notNull().default(0),
    /** R2 key of the diff that is ready. */
    diffKey: text("diff_key"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("fixes_one_open")
      .on(t.fingerprint)
      .where(sql`state = 'open'`),
    index("fixes_fingerprint").on(t.fingerprint, t.createdAt),
    index("fixes_place").on(t.place, t.createdAt),
    index("fixes_pull_request").on(t.repository, t.pullRequest),
    index("fixes_repository_id").on(t.repositoryId, t.pullRequest),
  ],
);

/** Work that an executor does, or did. */
export const executorAssignments = sqliteTable(
  "executor_assignments",
  {
    id: text().primaryKey(),
    taskId: text("task_id").notNull(),
    mode: text({ enum: assignmentModes }).notNull(),
    /** queued → running → ended; lost when its executor doesn't know it any more. */
    state: text({ enum: assignmentStates }).notNull(),
    /** R2 key of what is to be done, without any token. */
    specKey: text("spec_key").notNull(),
    /** The model that it works with; null: the usual one. */
    model: text(),
    /** SHA-256 of the token with which it may call Claude; null before it starts. */
    tokenSha256: text("token_sha256"),
    /** How often it was given to an executor. */
    starts: integer().notNull().default(0),
    /** The last event of its present start that is recorded. */
    seq: integer().notNull().default(0),
    result: text({ mode: "json" }).$type<AssignmentOutcome>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    index("executor_assignments_task").on(t.taskId, t.createdAt),
    index("executor_assignments_state").on(t.state, t.updatedAt),
    uniqueIndex("executor_assignments_token").on(t.tokenSha256),
  ],
);

/** Commands that the referee has run: the evidence. The output's tail is in R2. */
export const phaseRuns = sqliteTable(
  "phase_runs",
  {
    id: text().primaryKey(),
    assignmentId: text("assignment_id").notNull(),
    taskId: text("task_id").notNull(),
    phase: text({ enum: phases }).notNull(),
    name: text().notNull(),
    command: text().notNull(),
    exitCode: integer("exit_code"),
    durationMs: integer("duration_ms").notNull(),
    commit: text().notNull(),
    passed: integer(),
    failed: integer(),
    failures: text({ mode: "json" }).$type<{ test: string; message: string }[]>().notNull(),
    tailKey: text("tail_key").notNull(),
    at: integer().notNull(),
  },
  (t) => [index("phase_runs_task").on(t.taskId, t.at)],
);
