import type { Statement } from "../db/ledger.ts";
import type { signals } from "../db/schema.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { Spine } from "./context.ts";
import type { JobCard } from "./job-card.ts";
import { type SealedForm, sealForm, type SignalForm } from "./signal-form.ts";

export type SignalRow = typeof signals.$inferSelect;

/** A signal as a job is offered it. */
export interface Offered<B> {
  id: string;
  kind: string;
  provenance: Provenance;
  body: B;
  receivedAt: number;
  /** The task that would begin: its id follows from the signal's and the job's, so that one signal can't make two. */
  taskId: string;
}

/** What is known of a task before anybody has thought about it. */
export interface Beginning {
  kind: string;
  title: string | null;
  project: string;
  /** Where its people talk; null: it has no thread yet. */
  conversation: string | null;
  by: string;
  /** The signal in plain words. */
  said: string;
  /** Written together with the task. */
  facts?: readonly LedgerEntry[];
  records?: readonly Statement[];
}

/** A job's answer to a signal that it was offered. */
export type Offer =
  | { kind: "begin"; task: Beginning }
  /** `taskId`: what has been done, or is being done, about the same. */
  | { kind: "decline"; reason: string; taskId?: string }
  /** The job has dealt with it and written its own answer, see `answerStatements`. */
  | { kind: "settled" };

/** A kind of signal that a job takes. Called again for a signal whose handling died half way. */
export interface Taking {
  /** What people call the kind: "Jira label". */
  label: string;
  form: SealedForm;
  /** The form itself: two jobs that take a kind must mean the same one. */
  means: object;
  /** It reads and writes nothing, and says no more than what begins: then a signal is offered as it was when it came. */
  beginsOnly: boolean;
  offer(spine: Spine, signal: Omit<Offered<unknown>, "body"> & { body: object }): Promise<Offer>;
}

export function taking<B extends object>(
  label: string,
  form: SignalForm<B>,
  offer: (spine: Spine, signal: Offered<B>) => Promise<Offer>,
  { beginsOnly = false }: { beginsOnly?: boolean } = {},
): Taking {
  return {
    label,
    beginsOnly,
    form: sealForm(form),
    means: form,
    offer: async (spine, signal) => offer(spine, { ...signal, body: form.schema.parse(signal.body) }),
  };
}

/**
 * One kind of work, all that there is to know of it. A new job is its folder in shared/jobs, its folder in workflows, a
 * line in the registry and its place in wrangler.toml. For an example see docs/examples/job.ts.
 */
export interface Job extends JobCard {
  /** What the metrics call who does its tasks; absent: the job's name. */
  agent?: string;
  /** The signals that it is offered, by kind. */
  takes: Readonly<Record<string, Taking>>;
  /** What has to happen every minute though nobody asks, by name. */
  duties: Readonly<Record<string, (spine: Spine) => Promise<unknown>>>;
}
