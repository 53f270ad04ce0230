import type { TaskStatus } from "./task-status.ts";

/** What a link of the chain from a signal to an effect is. */
export const steps = [
  "signal",
  "thought",
  "proposal",
  "verdict",
  "wait",
  "decision",
  "effect",
  "money",
  "end",
] as const;

/** A kind of fact: what it means for its task, and how it is told. */
export interface FactSpec {
  /** The status in which it leaves its task; null: as it was. A task's state is a fold over its facts, see `reduceTask`. */
  status: TaskStatus | null;
  /** It begins to tell of a service that its task waits for, or ends that; its data name the service. Its status stays. */
  awaits?: "begins" | "ends";
  /** Its place in the chain that people are told of; absent: it is no link. */
  step?: (typeof steps)[number];
  /** The fact in words, where its summary alone would not tell enough. */
  tell?: (entry: LedgerEntry) => string;
  /** After it nothing is at work any more. */
  endsWork?: boolean;
}

export type FactSpecs = Readonly<Record<string, FactSpec>>;

/** What is known of a kind of fact; undefined for one of a version that is not ours. */
export type SpecOf = (type: string) => FactSpec | undefined;

/** All kinds of facts, by what each room declares: a fact that nobody declares does not compile. */
// oxlint-disable-next-line typescript/no-empty-object-type -- it is filled by declaration, where the facts are
export interface FactTypes {}

export type LedgerType = keyof FactTypes;

/** One fact. `id` is deterministic, so that a step that runs twice records once. Times are epoch milliseconds. */
export interface LedgerEntry {
  id: string;
  at: number;
  taskId: string | null;
  type: LedgerType;
  /** The fact in plain words. */
  summary: string;
  data: Record<string, unknown>;
}
