import { retriedBy } from "../domain/signal.ts";
import { sha256 } from "../platform/digest.ts";
import type { RulesSchema } from "../policy/rules.ts";
import type { Job } from "./job.ts";
import type { Jobs } from "./job-card.ts";
import { type SealedForm, sealForm } from "./signal-form.ts";
import { replyForm, replyKind } from "./typed-reply.ts";

/**
 * Jobs as the spine works with them.
 * @throws when two of them mean different things by one kind of signal.
 */
export function assembleJobs(all: readonly Job[], rules: RulesSchema): Jobs {
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
  const takersOf: Jobs["takersOf"] = ({ id, kind }) => {
    const before = retriedBy(id);
    return all.filter(
      ({ name, takes }) => Object.hasOwn(takes, kind) && (before === null || before.startsWith(`${name}-`)),
    );
  };
  return {
    names: all.map(({ name }) => name),
    ofTask: (taskId) => all.find(({ name }) => taskId.startsWith(`${name}-`)) ?? null,
    takersOf,
    queueOf: (settings, signal) =>
      takersOf(signal)
        .map((job) => job.queueOf?.(settings, signal) ?? null)
        .find((queue) => queue !== null) ?? null,
    opensAt: (settings, about, from) =>
      all.map((job) => job.opensAt?.(settings, about, from) ?? null).find((at) => at !== null) ?? null,
    formOf: (kind) => forms.get(kind) ?? null,
    signalKinds,
    rules,
  };
}

/** A task's id follows from its signal's and its job's, so that one signal can't make two tasks of one job. */
export async function taskIdOf(signalId: string, job: Pick<Job, "name">): Promise<string> {
  return `${job.name}-${(await sha256(signalId)).slice(0, 16)}`;
}
