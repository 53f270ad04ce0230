import { eq } from "drizzle-orm";
import { ledger } from "../../../shared/db/schema.ts";
import type { Phase } from "../../../shared/domain/phase.ts";
import { assignmentById, queueAssignment } from "../../../shared/executor/assignments.ts";
import type { AssignmentEventBody } from "../../../shared/executor/protocol.ts";
import { startAssignment } from "../../../shared/executor/start-assignment.ts";
import type { StoredSpec } from "../../../shared/executor/stored-spec.ts";
import { watchAssignment } from "../../../shared/executor/watch-assignment.ts";
import { githubClient } from "../../../shared/integrations/github/client.ts";
import { FakeExecutor } from "../support/executor.ts";
import { aTask, hour, spine, unique } from "../support/spine.ts";
import { commit, planned } from "./spec.ts";

/** A fix whose plan is to be carried out by an executor of its own. */
export class Scene {
  readonly executor = new FakeExecutor();
  readonly taskId: string;
  readonly assignmentId: string;

  private constructor(taskId: string) {
    this.taskId = taskId;
    this.assignmentId = `${taskId}.run-1.1`;
  }

  static async open(): Promise<Scene> {
    return new Scene(await aTask({ id: unique("bug-fix"), kind: "bug_fix" }));
  }

  spec(id = this.assignmentId): Extract<StoredSpec, { mode: "execute" }> {
    return {
      mode: "execute",
      assignmentId: id,
      taskId: this.taskId,
      repository: {
        name: "acme/checkout",
        cloneUrl: githubClient(spine).cloneUrl("acme/checkout"),
        base: "main",
        testCommand: null,
      },
      report: "It crashes.",
      deadlineMs: 60_000,
      branch: `fix/${this.taskId}`,
      baseCommit: commit,
      planCommit: commit,
      ...planned,
      allowed: [],
      done: [],
      failure: null,
      ciLogs: null,
    };
  }

  async queue(id = this.assignmentId): Promise<void> {
    return queueAssignment(this.executor.spine, this.spec(id));
  }

  async start(id = this.assignmentId): Promise<void> {
    return startAssignment(this.executor.spine, id);
  }

  async watch(id = this.assignmentId) {
    return watchAssignment(this.executor.spine, id);
  }

  /** Long after it was sent. */
  async watchLater() {
    return watchAssignment({ ...this.executor.spine, now: () => Date.now() + hour }, this.assignmentId);
  }

  async row(id = this.assignmentId) {
    const assignment = await assignmentById(spine, id);
    if (!assignment) throw new Error(`no assignment ${id}`);
    return assignment;
  }

  async facts(type: string): Promise<Record<string, unknown>[]> {
    const rows = await spine.db
      .select()
      .from(ledger)
      .where(eq(ledger.taskId, this.taskId))
      .orderBy(ledger.seq);
    return rows.flatMap((one) => (one.type === type ? [one.data] : []));
  }
}

export const passed = (phase: Phase): AssignmentEventBody => ({
  type: "phase.passed",
  record: { phase, commit, ...(phase === "red" ? { frozen: {}, newTests: ["it crashes"] } : {}) },
  summary: "done",
});
