import type { NewSignal } from "../domain/signal.ts";
import type { ActionKind } from "../policy/boundaries.ts";
import type { RulesSchema } from "../policy/rules.ts";
import type { TaskParams } from "./begun.ts";
import type { Settings } from "./settings.ts";
import type { SealedForm } from "./signal-form.ts";

/** The queue that a job's signals wait on; a test holds wrangler.toml equal. */
export interface WorkQueue {
  name: string;
  of: (env: Env) => Queue;
  deadLetters: (env: Env) => Queue;
}

/** From when on, epoch milliseconds, an action that is approved and has no time of its own may go out; null: at once. */
export type OpensAt = (
  settings: Settings,
  about: { project: string; payload: unknown },
  from: number,
) => number | null;

/** What the spine knows of a job whose tasks it keeps. */
export interface JobCard {
  /** Its tasks' ids begin with it. */
  name: string;
  /** Its signals wait on the first, unless `queueOf` names another. */
  queues: readonly [WorkQueue, ...WorkQueue[]];
  /** The name of the queue that the team's rules send a signal to before anybody has thought about it; null: they don't know it. */
  queueOf?: (settings: Settings, signal: Pick<NewSignal, "kind" | "body" | "provenance">) => string | null;
  /** What its part of the team's rules says of when an approved action may go out, whichever job it is of; absent: nothing. */
  opensAt?: OpensAt;
  /** Its instances have the tasks' ids. */
  workflow: (env: Env) => Workflow<TaskParams>;
  /** The kinds of action that its tasks may propose, or have proposed by errands. Telling the team is everybody's. */
  proposes: readonly ActionKind[];
  /** Whether it can make another version of what it proposed. */
  revisable: boolean;
  /** What one of its tasks may cost, in dollars. */
  budgetUsd: (settings: Settings) => number;
}

/** The jobs of this installation, as the spine asks for them: by task, or by signal. */
export interface Jobs {
  /** What the jobs are called. */
  names: readonly string[];
  /** Whose task it is; null for a task that no job has. */
  ofTask(taskId: string): JobCard | null;
  /** The jobs that a signal is offered to, in the order in which they are asked. What does a task again is for its job alone. */
  takersOf(signal: { id: string; kind: string }): readonly JobCard[];
  /** The queue of its own that the rules send a signal to; null: the first of each job that takes it. */
  queueOf(settings: Settings, signal: NewSignal): string | null;
  /** When the rules let an action out that has no time of its own, see `OpensAt`. */
  opensAt: OpensAt;
  /** What a kind of signal says; null for one that nobody takes. */
  formOf(kind: string): SealedForm | null;
  /** All kinds of signal that are known, with what people call them. */
  signalKinds: ReadonlyMap<string, string>;
  /** The form of the team's rules, the jobs' parts among them. */
  rules: RulesSchema;
}

/** The queue on which a job finds a signal. */
export function queueFor(
  { queues }: Pick<JobCard, "queues">,
  { queue }: { queue?: string | null },
): WorkQueue {
  return queues.find(({ name }) => name === queue) ?? queues[0];
}
