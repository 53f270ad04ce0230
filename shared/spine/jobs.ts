import type { SpecOf } from "../domain/ledger.ts";
import { retriedBy } from "../domain/signal.ts";
import { sha256 } from "../platform/digest.ts";
import type { RulesSchema } from "../policy/rules.ts";
import type { Job } from "./job.ts";
import { type SealedForm, sealForm } from "./signal-form.ts";
import { replyForm, replyKind } from "./typed-reply.ts";

/** The jobs of this installation, as the spine asks for them: by task, or by kind of signal. */
export interface Jobs {
  all: readonly Job[];
  /** Whose task it is; null for a task that no job has. */
  ofTask(taskId: string): Job | null;
  /** The jobs that a signal is offered to, in the order in which they are asked. What does a task again is for its job alone. */
  takersOf(signal: { id: string; kind: string }): readonly Job[];
  /** What a kind of signal says; null for one that nobody takes. */
  formOf(kind: string): SealedForm | null;
  /** All kinds of signal that are known, with what people call them. */
  signalKinds: ReadonlyMap<string, string>;
  specOf: SpecOf;
  rules: RulesSchema;
}

/**
 * Jobs as the spine works with them.
 * @throws when two of them mean different things by one kind of signal.
 */
export function assembleJobs(all: readonly Job[], specOf: SpecOf, rules: RulesSchema): Jobs {
  const forms = new Map<string, SealedForm>([[replyKind, sealForm(replyForm)]]);
  const signalKinds = new Map([[replyKind, "Answer from the dashboard"]]);
  const meant = new Map<string, object>([[replyKind, replyForm]]);
  for (const { name, takes } of all)
    for (const [kind, { form, means, label }] of Object.entries(takes)) {
      if ((meant.get(kind) ?? means) !== means)
        throw new Error(`${name} means something else by ${kind} than another job`);
      meant.set(kind, means);
      forms.set(kind, form);
      signalKinds.set(kind, label);
    }
  return {
    all,
    ofTask: (taskId) => all.find(({ name }) => taskId.startsWith(`${name}-`)) ?? null,
    takersOf: ({ id, kind }) => {
      const before = retriedBy(id);
      return all.filter(
        ({ name, takes }) => Object.hasOwn(takes, kind) && (before === null || before.startsWith(`${name}-`)),
      );
    },
    formOf: (kind) => forms.get(kind) ?? null,
    signalKinds,
    specOf,
    rules,
  };
}

/** A task's id follows from its signal's and its job's, so that one signal can't make two tasks of one job. */
export async function taskIdOf(signalId: string, job: Pick<Job, "name">): Promise<string> {
  return `${job.name}-${(await sha256(signalId)).slice(0, 16)}`;
}
