import { z } from "zod";
import { stackIds } from "../domain/delivery/stack-id.ts";
import { howTestedSchema } from "../domain/how-tested.ts";
import { phases } from "../domain/phase.ts";
import { discoverySchema, planSchema, plannedSchema } from "../domain/plan.ts";
import { repositoryName, repositoryPath } from "../domain/repository.ts";

/**
 * What the Worker and the executor say to each other:
 *
 *   PUT    /assignments/{id}          AssignmentSpec → 202 AssignmentStatus; the same id again → 200, 409 with other words, 429 when all places are taken
 *   GET    /assignments/{id}          → AssignmentStatus, 404 when the executor doesn't know it (any more)
 *   GET    /assignments/{id}/events   → server-sent events, each a AssignmentEvent with its seq as the id; `Last-Event-ID` goes on after it
 *   DELETE /assignments/{id}          cancels → 202 AssignmentStatus
 *   GET    /health             → { ok, running, places, warnings? }, without a token
 *
 * All but /health need `Authorization: Bearer <EXECUTOR_TOKEN>`. Errors are { error: { code, message } }.
 */
/** Phases of an execution in their order; a repair and a revision stand for themselves. */
export const executionPhases = ["red", "green", "refactor", "review"] as const;

const commit = z.string().regex(/^[0-9a-f]{40}$/);

/** A command that the referee has run: evidence. */
export const runSchema = z.strictObject({
  /** What it was to show, in plain words: "the suite before", "the new test, second time". */
  name: z.string(),
  command: z.string(),
  /** Null: killed at its deadline. */
  exitCode: z.number().int().nullable(),
  durationMs: z.number().int().nonnegative(),
  /** What was checked out; the tree may hold changes on top of it. */
  commit,
  passed: z.number().int().nonnegative().nullable(),
  failed: z.number().int().nonnegative().nullable(),
  /** Tests that failed, with their messages, at most 20. */
  failures: z.array(z.strictObject({ test: z.string(), message: z.string().max(2000) })).max(20),
  /** The output's end, at most 20,000 characters. */
  tail: z.string().max(20_000),
});
export type Run = z.infer<typeof runSchema>;

/** A phase that the referee has let through, with the commit that holds its work. */
export const phaseRecordSchema = z.strictObject({
  phase: z.enum(phases),
  commit,
  /** Test files and the SHA-256 of their contents at the end of RED: they are frozen from there on. */
  frozen: z.record(z.string(), z.string()).optional(),
  /** Names of the tests that RED added, as the runner spells them. */
  newTests: z.array(z.string()).optional(),
  /** Names of the tests that failed before anything was changed. */
  failedBefore: z.array(z.string()).optional(),
  /** Names of the tests that failed then and passed as well: by chance. */
  flaky: z.array(z.string()).optional(),
});
export type PhaseRecord = z.infer<typeof phaseRecordSchema>;

const common = {
  assignmentId: z.string().regex(/^[a-z0-9._-]{1,200}$/),
  taskId: z.string(),
  repository: z.strictObject({
    name: repositoryName,
    cloneUrl: z.url(),
    /** The branch that a fix is for. */
    base: z.string(),
    /** Short-lived, for this repository alone. Sent as the password of user x-access-token. */
    token: z.string().min(1),
    /** Null: the referee finds the runner itself. */
    testCommand: z.string().nullable(),
  }),
  /** The Worker's proxies. The token never reaches the agent. */
  llm: z.strictObject({
    /** Root for the Messages API: `<url>/v1/messages`. */
    url: z.url(),
    token: z.string().min(1),
    model: z.string(),
  }),
  /** MCP servers behind the Worker's proxy that are to be had, by name: `<mcpUrl>/<name>`. */
  mcp: z.strictObject({ url: z.url(), servers: z.array(z.enum(["github", "atlassian", "sentry"])) }),
  /**
   * In plain text for the model, untrusted. Of a bug its title, words and trace; of a story its title in the first line, then its
   * narrative, the acceptance criteria, and the interfaces that exist.
   */
  report: z.string(),
  /** Milliseconds that each phase may take. */
  deadlineMs: z.number().int().positive(),
};

export const planAssignmentSchema = z.strictObject({
  ...common,
  mode: z.literal("plan"),
  /** What the deterministic mapping has found: files of the trace. */
  hints: z.array(z.string()),
  /** The plan that people want changed, and what they said; null for a first plan. */
  previous: z.strictObject({ planned: plannedSchema, feedback: z.string() }).nullable(),
  /** What the crew remembers of the like, for the model: untrusted. Absent: nothing. */
  remembered: z.string().max(20_000).optional(),
  /** Why the attempt before failed; null or absent for a first one. */
  failure: z.string().nullish(),
});

/** What a reviewer wants changed. */
const changeRequestSchema = z.strictObject({
  /** The person's id. */
  by: z.string(),
  /** The file and the line, as `src/cart.js:12`; null: the whole. */
  at: z.string().nullable(),
  words: z.string(),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

export const executeAssignmentSchema = z.strictObject({
  ...common,
  mode: z.literal("execute"),
  /** What the plan is for: to mend what is wrong, or to build what isn't there. The referee proves the same of both. */
  purpose: z.enum(["fix", "story"]).default("fix"),
  branch: z.string(),
  /** The commit that the approval is bound to: where the work begins. */
  baseCommit: commit,
  /** The head of the branch with the plan on it. */
  planCommit: commit,
  discovery: discoverySchema,
  plan: planSchema,
  /** Protected files that people have allowed to touch, by an approval of their own. */
  allowed: z.array(repositoryPath),
  /** Phases that were let through before: by a container that died or a run out of budget. */
  done: z.array(phaseRecordSchema),
  /** Why the attempt before failed; null for a first one. */
  failure: z.string().nullable(),
  /** Set: no new fix, but one bounded repair of what CI found, from its logs. */
  ciLogs: z.string().nullable(),
  /**
   * Set: no new fix, but one bounded revision of one that is ready, as reviewers ask for it. Their words are data, and widen nothing
   * that may be touched. Absent: nobody asks.
   */
  requests: z.array(changeRequestSchema).min(1).optional(),
});

/** The first commit of a new repository's own: a stack's template, which no model has a hand in. */
export const scaffoldAssignmentSchema = z.strictObject({
  ...common,
  mode: z.literal("scaffold"),
  /** Gets the commit; made where it isn't there yet. */
  branch: z.string(),
  /** What the branch is to build on. It holds no files but a README, a licence and a .gitignore. */
  baseCommit: commit,
  stack: z.enum(stackIds),
  /** What the template calls the software. */
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(300),
});

export const assignmentSpecSchema = z.discriminatedUnion("mode", [
  planAssignmentSchema,
  executeAssignmentSchema,
  scaffoldAssignmentSchema,
]);
export type PlanAssignment = z.infer<typeof planAssignmentSchema>;
export type ExecuteAssignment = z.infer<typeof executeAssignmentSchema>;
export type ScaffoldAssignment = z.infer<typeof scaffoldAssignmentSchema>;
export type AssignmentSpec = z.infer<typeof assignmentSpecSchema>;

/** Why an assignment ended without its result. */
export const failureCodes = [
  /** The referee refused the phase's work, also on the second try. */
  "refused",
  /** A phase took longer than it may. */
  "deadline",
  /** The model's answers were unusable. */
  "agent_failed",
  /** The repository can't be cloned or installed, or isn't reached. */
  "repository",
  /** The remote takes no push, by a rule or for a missing permission. */
  "push_refused",
  /** The base has moved, or the branch has commits of others. */
  "stale",
  /** It can't be started as things are set up: only the Worker says so. */
  "not_startable",
  "internal",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A line of a fix that looks at how, or by whom, it is run: for people to judge. */
export const pointedOutSchema = z.strictObject({
  path: z.string(),
  line: z.number().int().positive(),
  /** "asks whether a test runner runs it". */
  what: z.string(),
  /** The line itself, at most 300 characters. */
  text: z.string(),
});
export type PointedOut = z.infer<typeof pointedOutSchema>;

/** What validation has found in a tree. What blocks ends no assignment that is `ready`; what warns is for people to judge. */
export const findingSchema = z.strictObject({
  /** "imports", "secrets": the rules are the executor's. */
  rule: z.string(),
  level: z.enum(["block", "warn"]),
  path: z.string(),
  line: z.number().int().positive(),
  /** "\"./rooms.ts\" leads to nothing", at most 300 characters. */
  text: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

export const assignmentResultSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("planned"),
    planned: plannedSchema,
    baseCommit: commit,
    /** What trying the project has shown. Absent: from a time when nobody tried it. */
    howTested: howTestedSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("ready"),
    commit,
    files: z.array(z.strictObject({ path: z.string(), added: z.number(), removed: z.number() })),
    /** Unified diff from the base, at most 200,000 characters. */
    diff: z.string(),
    /** The self-review's words. */
    review: z.string(),
    /** What the referee has found in the diff that a reviewer should look at. */
    pointedOut: z.array(pointedOutSchema).default([]),
    /** Said honestly: failures that were there before and still are. */
    failedBefore: z.array(z.string()),
    /** Walls between the referee and the agent that the executor's machine couldn't put up, a sentence each. */
    walls: z.array(z.string()).default([]),
    /** Of a story: what validation warns of that was not so on the base, at most 50. Absent: it wasn't validated. */
    findings: z.array(findingSchema).optional(),
  }),
  z.strictObject({
    kind: z.literal("failed"),
    phase: z.enum(phases),
    code: z.enum(failureCodes),
    reason: z.string(),
  }),
  /** The budget ended in the middle: with money, the assignment goes on from its last phase. */
  z.strictObject({ kind: z.literal("out_of_budget"), phase: z.enum(phases) }),
  /** A service doesn't answer: when it does, the assignment goes on from its last phase. */
  z.strictObject({
    kind: z.literal("unavailable"),
    phase: z.enum(phases),
    service: z.enum(["anthropic", "github"]),
    reason: z.string(),
  }),
  z.strictObject({ kind: z.literal("cancelled") }),
  /** People have stopped it: with their word, the work goes on from the last phase. Only the Worker says so. */
  z.strictObject({ kind: z.literal("stopped") }),
]);
export type AssignmentResult = z.infer<typeof assignmentResultSchema>;

export const assignmentEventSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("phase.started"), phase: z.enum(phases) }),
  /** What the agent does: "Edit src/cart.js". Or a line of a command's output. */
  z.strictObject({
    type: z.literal("line"),
    phase: z.enum(phases),
    by: z.enum(["agent", "referee"]),
    text: z.string().max(2000),
  }),
  z.strictObject({ type: z.literal("run"), phase: z.enum(phases), run: runSchema }),
  /** The referee's no, with what the agent is told. It has one more try in the phase. */
  z.strictObject({ type: z.literal("phase.refused"), phase: z.enum(phases), reason: z.string() }),
  z.strictObject({ type: z.literal("phase.passed"), record: phaseRecordSchema, summary: z.string() }),
  z.strictObject({ type: z.literal("ended"), result: assignmentResultSchema }),
]);
export type AssignmentEventBody = z.infer<typeof assignmentEventSchema>;
/** As they stand in the stream's data. `at` is epoch milliseconds. */
export const numberedEventSchema = z.strictObject({
  seq: z.number().int().positive(),
  at: z.number(),
  event: assignmentEventSchema,
});
export type NumberedEvent = z.infer<typeof numberedEventSchema>;

export const assignmentStatusSchema = z.strictObject({
  assignmentId: z.string(),
  state: z.enum(["running", "ended"]),
  phase: z.enum(phases).nullable(),
  seq: z.number().int(),
  result: assignmentResultSchema.nullable(),
});
export type AssignmentStatus = z.infer<typeof assignmentStatusSchema>;
