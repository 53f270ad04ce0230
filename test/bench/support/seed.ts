import { writeFileSync } from "node:fs";
import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import {
  actionOutcomes,
  actions,
  approvals,
  effects,
  ledger,
  llmCalls,
  signalAnswers,
  signals,
  tasks,
} from "../../../shared/db/schema.ts";

/** Seeded tasks lie one after the other in time, a second apart; all of them before any measured one. */
const firstAt = 1_700_000_000_000;
const everyMs = 1000;
/** Rows of one statement stay in the ten thousands, whatever the size of the whole. */
const tasksAStatement = 2000;

/** When the n-th seeded task was created. */
export function seededAt(n: number): number {
  return firstAt + n * everyMs;
}

/** The cursor behind the n-th seeded task. */
export function seededCursor(n: number): string {
  return `${seededAt(n)}~${seededTask(n)}`;
}

/** The n-th seeded task. */
export function seededTask(n: number): string {
  return `editorial-seed${String(n).padStart(8, "0")}`;
}

const task = "printf('editorial-seed%08d', i)";
const at = `(${firstAt} + i * ${everyMs})`;
const action = `${task} || '.publish-1'`;
const digest = "printf('%064x', i)";
const text = (words: number): string => `'Post ' || i || replace(hex(zeroblob(${words})), '00', ' steady')`;

/** The facts that a finished task leaves, in their order. */
const facts =
  "signal.received task.queued task.started llm.called intent.classified rubric.checked verdict.given effect.applied llm.called draft.written approval.requested approval.decided effect.applied task.done task.closed".split(
    " ",
  );

interface Seed {
  table: SQLiteTable;
  /** More than one row a task: what `i` is joined with. */
  with?: string;
  /** Column → SQL over `i`, the task's number. Columns that may be empty can be left out. */
  columns: Record<string, string>;
}

/** What is written of each task. A change of the schema is followed here and nowhere else. */
const seeds: Seed[] = [
  {
    table: signals,
    columns: {
      id: "'slack:EvSEED' || i",
      kind: "'slack.mention'",
      provenance: "'internal'",
      status: "'handled'",
      body: `json_object('channel', 'C0CONTENT', 'thread', i || '.1', 'reply', json('false'), 'user', 'U0PRIYA', 'text', ${text(60)})`,
      received_at: at,
      enqueued_at: at,
    },
  },
  {
    table: signalAnswers,
    columns: {
      signal_id: "'slack:EvSEED' || i",
      job: "'editorial'",
      answer: "'took'",
      task_id: task,
      at,
    },
  },
  {
    table: tasks,
    columns: {
      id: task,
      kind: "'blog_post'",
      project: "iif(i % 2, 'default', 'bench')",
      signal_id: "'slack:EvSEED' || i",
      conversation: "'slack:C0CONTENT:' || i || '.1'",
      requested_by: "'slack:U0PRIYA'",
      title: text(5),
      status: "'done'",
      result: "json_object('url', 'https://blog.example.com/posts/seed-' || i)",
      created_at: at,
      updated_at: at,
    },
  },
  {
    table: actions,
    columns: {
      id: action,
      task_id: task,
      project: "'default'",
      kind: "'blog_publish'",
      target: "'blog:seed-' || i",
      payload: `json_object('title', 'Post ' || i, 'markdown', ${text(150)})`,
      digest,
      provenance: "'internal'",
      risk: "'medium'",
      revision: "1",
      sources: "json_array('slack:EvSEED' || i)",
      verdict: `'{"kind":"approval","reasons":["blog_publish always needs a person"],"dimensions":{},"rule":{"people":1,"ownAllowed":false}}'`,
      created_at: at,
    },
  },
  {
    table: approvals,
    columns: {
      id: `'approval-' || ${action}`,
      action_id: action,
      task_id: task,
      project: "'default'",
      kind: "'blog_publish'",
      target: "'blog:seed-' || i",
      risk: "'medium'",
      risk_rank: "2",
      digest,
      status: "'approved'",
      rule: `'{"people":1,"ownAllowed":false}'`,
      requested_by: "'slack:U0PRIYA'",
      votes: `'["maya"]'`,
      change_id: "'seed-' || i",
      decided_by: "'maya'",
      decided_at: at,
      channel: "'slack'",
      created_at: at,
    },
  },
  {
    table: effects,
    columns: {
      action_id: action,
      task_id: task,
      state: "'applied'",
      attempts: "1",
      sent_at: at,
      first_sent_at: at,
      updated_at: at,
    },
  },
  {
    table: actionOutcomes,
    columns: {
      action_id: action,
      task_id: task,
      project: "'default'",
      kind: "'blog_publish'",
      target: "'blog:seed-' || i",
      outcome: "'accepted'",
      reviewed: "1",
      at,
    },
  },
  {
    table: llmCalls,
    with: "(VALUES ('classify'), ('draft')) AS call",
    columns: {
      id: `${task} || '.' || column1`,
      task_id: task,
      purpose: "column1",
      model: "'claude-sonnet-5-5'",
      provider: "'sandbox'",
      input_tokens: "1200",
      cache_write_tokens: "0",
      cached_tokens: "800",
      output_tokens: "400",
      micro_usd: "9000",
      latency_ms: "1500",
      stop_reason: "'end_turn'",
      at,
    },
  },
  {
    table: ledger,
    with: `(VALUES ${facts.map((type, j) => `(${j}, '${type}')`).join(", ")}) AS fact`,
    columns: {
      id: `${task} || '/' || column1`,
      at: `${at} + column1`,
      task_id: task,
      type: "column2",
      summary: "column2 || ' of post ' || i",
      data: "json_object('actionId', NULL, 'key', column1, 'text', 'as it was recorded at the time')",
    },
  },
];

/** Writes the SQL that makes so many finished tasks; SQLite makes the rows by itself, so the file stays small. */
export function writeSeed(file: string, count: number): void {
  const statements: string[] = [];
  for (let from = 0; from < count; from += tasksAStatement)
    for (const seed of seeds) statements.push(insert(seed, from, Math.min(from + tasksAStatement, count)));
  writeFileSync(file, statements.join("\n"));
}

/** @throws Error that names the column when the seed and the schema no longer fit. */
function insert({ table, with: joined, columns }: Seed, from: number, to: number): string {
  const name = getTableName(table);
  const known = Object.values(getTableColumns(table));
  const missing = known.find((one) => one.notNull && !one.hasDefault && !(one.name in columns));
  if (missing) throw new Error(`the seed gives no value for ${name}.${missing.name}`);
  const extra = Object.keys(columns).find((one) => known.every((column) => column.name !== one));
  if (extra !== undefined) throw new Error(`the schema has no ${name}.${extra} that the seed could fill`);
  return `INSERT INTO ${name} (${Object.keys(columns).join(", ")}) WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to}) SELECT ${Object.values(columns).join(", ")} FROM n${joined === undefined ? "" : `, ${joined}`};`;
}
