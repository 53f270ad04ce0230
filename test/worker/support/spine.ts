import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { openDatabase } from "../../../shared/db/database.ts";
import { approvals, signalAnswers, signals, tasks } from "../../../shared/db/schema.ts";
import { jobs } from "../../../shared/jobs/registry.ts";
import { boundaryOf, peoplesKinds } from "../../../shared/policy/boundaries.ts";
import { type Spine } from "../../../shared/spine/context.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { type Proposal, type Proposed, propose } from "../../../shared/spine/propose.ts";

/** A spine that outlives a file of tests, as this module does: its database is that of the file that runs. */
export const lasting = (of: Env): Spine => ({
  ...configuredSpine(of),
  get db() {
    return openDatabase(env);
  },
});

/** The spine under the configuration alone. */
export const spine = lasting(env);

/** The spine with its clock put forward, or back. */
export function spineAt(offsetMs: number): Spine {
  return configuredSpine(env, { now: () => Date.now() + offsetMs });
}

export function unique(prefix = "mark"): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}

/** A task with its signal and without a workflow, for tests of the spine alone. */
export async function aTask(over: Partial<typeof tasks.$inferInsert> = {}): Promise<string> {
  const id = over.id ?? unique("task");
  const now = Date.now();
  await spine.db.batch([
    spine.db.insert(signals).values({
      id: `api:test:${id}`,
      kind: "api.action",
      provenance: "internal",
      status: "handled",
      body: { type: "action", by: "priya", request: { kind: "test", payload: {} } },
      receivedAt: now,
    }),
    spine.db
      .insert(signalAnswers)
      .values({ signalId: `api:test:${id}`, job: "errand", answer: "took", taskId: id, at: now }),
    spine.db.insert(tasks).values({
      id,
      kind: "test",
      project: "default",
      signalId: `api:test:${id}`,
      conversation: id,
      requestedBy: "priya",
      status: "working",
      createdAt: now,
      updatedAt: now,
      ...over,
    }),
  ]);
  return id;
}

/** A task as the job has it that proposes a kind. What people may propose needs none. */
export async function taskFor(kind: string, over: Partial<typeof tasks.$inferInsert> = {}): Promise<string> {
  const job = peoplesKinds.some((one) => one === kind)
    ? undefined
    : jobs.find(({ proposes }) => proposes.some((one) => one === kind));
  return aTask({ id: unique(job?.name ?? "task"), ...over });
}

export const mailTo = (to: string, subject: string) => ({ to: [to], subject, text: "Hello." });

/** Proposes one action for a new task of its own. */
export async function proposeOne(
  proposal: Pick<Proposal, "kind" | "payload"> & Partial<Proposal>,
  at: Spine = spine,
): Promise<Proposed & { taskId: string }> {
  const taskId = proposal.taskId ?? (await taskFor(proposal.kind));
  const proposed = await propose(at, {
    taskId,
    key: "action",
    provenance: "internal",
    revision: 1,
    ...proposal,
  });
  return { ...proposed, taskId };
}

/** A held mail to a stakeholder of its own, whose window ends in so many milliseconds. */
export async function heldMail(inMs: number, over: Partial<Proposal> = {}) {
  const mark = unique();
  const { windowMs } = boundaryOf("email_stakeholder");
  const proposed = await proposeOne(
    { kind: "email_stakeholder", payload: mailTo(`${mark}@signalbox.example`, mark), ...over },
    spineAt(inMs - windowMs),
  );
  if (proposed.approval === null) throw new Error(`not held: ${JSON.stringify(proposed.verdict)}`);
  return { ...proposed, approvalId: proposed.approval.id, mark };
}

export async function approvalRow(id: string) {
  const row = await spine.db.select().from(approvals).where(eq(approvals.id, id)).get();
  if (!row) throw new Error(`no approval ${id}`);
  return row;
}

export const hour = 3_600_000;

/** The spine under other rules. */
export const withRules = (rules: object): Spine =>
  configuredSpine({ ...env, RULES: JSON.stringify({ ...JSON.parse(env.RULES), ...rules }) });

/** The spine with other people: each as they are made of who they were, or without them. */
export const withPeople = (changed: Record<string, object | null>, rules: object = {}): Spine =>
  configuredSpine({
    ...env,
    RULES: JSON.stringify({ ...JSON.parse(env.RULES), ...rules }),
    PEOPLE: JSON.stringify(
      spine.settings.PEOPLE.flatMap((person) => {
        const change = changed[person.id];
        return change === null ? [] : { ...person, ...change };
      }),
    ),
  });

/** A mail to the outside, which waits for people. */
export async function mailOut(over: { at?: Spine; to?: string; by?: string; subject?: string } = {}) {
  const mark = unique();
  const taskId = await aTask(over.by === undefined ? {} : { requestedBy: over.by });
  const payload = mailTo(over.to ?? `${mark}@outside.example`, over.subject ?? mark);
  const proposed = await proposeOne({ kind: "email_external", payload, taskId }, over.at);
  if (proposed.approval === null) throw new Error("it must be asked for");
  return { ...proposed, mark, approvalId: proposed.approval.id };
}

/** A yes to exactly what was shown. */
export const yes = (one: { approvalId: string; digest: string }, by: string) =>
  ({
    approvalId: one.approvalId,
    digest: one.digest,
    decision: "approved",
    by,
    channel: "api",
    reason: null,
  }) as const;
