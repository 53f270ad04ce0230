import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import { decideAs } from "./decide.ts";
import { lookFor } from "./outside.ts";
import type { Choice, TaskPlan } from "./plan.ts";
import { sayUntilTaken } from "./start-task.ts";
import { type ApprovalView, dossierSchema, type TaskRow, taskPage, waitingList } from "./views.ts";

const lookEveryMs = 500;
const certain: Choice = { decision: "approved", via: "api", afterMs: 0 };

/** The people: they look at what waits and do what the plan says, each question by itself and once. */
export class People {
  readonly #door: Door;
  readonly #diary: Diary;
  readonly #busyWith = new Map<string, Promise<void>>();
  readonly #asked = new Map<string, number>();
  readonly #closed = new Set<string>();
  readonly #failed = Promise.withResolvers<never>();
  /** The tasks as they were at the last look. */
  tasks: TaskRow[] = [];

  constructor(door: Door, diary: Diary) {
    this.#door = door;
    this.#diary = diary;
    // Whoever waits for the run hears of it; without a listener it must not end the process.
    this.#failed.promise.catch(() => undefined);
  }

  /** Looks and acts until the run ends. Rejects when something can't be done that should be possible. */
  async live(): Promise<never> {
    return Promise.race([this.#look(), this.#failed.promise]);
  }

  /** Whether every workflow has said its last word too. */
  async allClosed(): Promise<boolean> {
    for (const { id } of this.tasks) {
      if (this.#closed.has(id)) continue;
      const { timeline } = await this.#door.read(`/api/tasks/${id}`, dossierSchema);
      if (!timeline.some(({ type }) => type === "task.closed")) return false;
      this.#closed.add(id);
    }
    return true;
  }

  async #look(): Promise<never> {
    for (;;) {
      this.tasks = await everyTask(this.#door);
      for (const task of this.tasks) if (task.status === "waiting_reply") this.#reply(task);
      const { approvals, unknownEffects } = await this.#door.read("/api/approvals?limit=100", waitingList);
      for (const approval of approvals) this.#decide(approval);
      for (const { actionId, taskId, asked } of unknownEffects) if (asked) this.#resolve(actionId, taskId);
      await this.#door.pause(lookEveryMs);
    }
  }

  #planOf(taskId: string): TaskPlan | null {
    const task = this.tasks.find((one) => one.id === taskId);
    return (task && this.#diary.accepted.get(task.signalId)) ?? null;
  }

  #decide(approval: ApprovalView): void {
    const plan = this.#planOf(approval.taskId);
    if (!plan) return;
    this.#once(approval.id, async () => {
      const nth = this.#asked.get(approval.taskId) ?? 0;
      this.#asked.set(approval.taskId, nth + 1);
      const choice = plan.choices[nth] ?? plan.choices.at(-1) ?? certain;
      // A hold runs out by itself; a question doesn't.
      if (choice.decision === "none" && approval.holdUntil !== null) return;
      const decision = choice.decision === "none" ? "approved" : choice.decision;
      await decideAs(this.#door, this.#diary, approval, choice, decision);
    });
  }

  #reply({ id, signalId }: TaskRow): void {
    const plan = this.#diary.accepted.get(signalId);
    if (plan?.work.job !== "editorial" || plan.work.answer === null) return;
    const { user, answer } = plan.work;
    this.#once(`reply ${id}`, async () => {
      const { actions } = await this.#door.read(`/api/tasks/${id}`, dossierSchema);
      const thread = actions.find(({ payload }) => typeof payload["thread"] === "string")?.payload["thread"];
      // The question is recorded before it is asked: nobody answers what isn't to be read yet.
      if (typeof thread !== "string") return void this.#busyWith.delete(`reply ${id}`);
      const said = await sayUntilTaken(this.#door, this.#diary, user, answer, thread);
      this.#diary.replies.add(said.signalId);
    });
  }

  /** Somebody looks at the service and says what is there. */
  #resolve(actionId: string, taskId: string): void {
    this.#once(`resolve ${actionId}`, async () => {
      const dossier = await this.#door.read(`/api/tasks/${taskId}`, dossierSchema);
      const action = dossier.actions.find((one) => one.id === actionId);
      if (!action) throw new Error(`${taskId} doesn't show the action ${actionId} that it asks about`);
      const resolution = (await lookFor(this.#door, action)) ? "happened" : "did_not_happen";
      this.#diary.act();
      await this.#door.insist(`/api/effects/${encodeURIComponent(actionId)}/resolution`, { resolution });
      // It may be asked again.
      this.#busyWith.delete(`resolve ${actionId}`);
    });
  }

  #once(what: string, act: () => Promise<void>): void {
    if (this.#busyWith.has(what)) return;
    this.#busyWith.set(what, act().catch(this.#failed.reject));
  }
}

/** All tasks, page by page. */
export async function everyTask(door: Door): Promise<TaskRow[]> {
  const tasks: TaskRow[] = [];
  for (let cursor = ""; ;) {
    const page = await door.read(`/api/tasks?limit=100${cursor}`, taskPage);
    tasks.push(...page.tasks);
    if (page.nextCursor === null) return tasks;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}
