import type { NewSignal } from "../domain/signal.ts";
import { sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { ActionKind } from "../policy/boundaries.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { Spine } from "./context.ts";
import { taskIdOf } from "./jobs.ts";
import { receive } from "./receive.ts";

/** Something to be done that a task doesn't wait for: it may be held, or asked about, for as long as that takes. */
export interface Errand {
  taskId: string;
  /** Unique within the task. */
  key: string;
  kind: ActionKind;
  payload: Record<string, unknown>;
  provenance: Provenance;
  project: string;
  /** Slack channel in which people are asked and told; null: the ops channel. */
  channel: string | null;
  /** Ids of signals that speak for it: they count in its verdict, and the weakest of them is its provenance. */
  sources?: readonly string[];
}

const mark = "task:";

/** The task that an errand's signal comes from; null for a signal that comes from none. */
export function spawnedBy(signalId: string): string | null {
  return signalId.startsWith(mark) ? signalId.slice(mark.length).replace(/:.*$/s, "") : null;
}

/** Has an action carried out by a task of its own. Doing it twice is the same as once. */
export async function spawnErrand(spine: Spine, errand: Errand): Promise<void> {
  await receive(spine, errandSignal(errand));
}

/** The signal that an errand begins with: whoever writes more with it writes it in the same batch. */
export function errandSignal(errand: Errand): NewSignal {
  const { taskId, key, kind, payload, provenance, project, channel, sources = [] } = errand;
  return {
    id: `${mark}${taskId}:${key}`,
    kind: "task.action",
    provenance,
    body: {
      type: "action",
      by: "signalbox",
      request: { kind, payload, project, ...(channel === null ? {} : { channel }) },
      ...(sources.length === 0 ? {} : { sources }),
    },
    dropReason: null,
  };
}

/** The id of the task that an errand's signal leads to. */
export async function errandTaskId({ jobs }: Pick<Spine, "jobs">, signal: NewSignal): Promise<string> {
  const [job] = jobs.takersOf(signal);
  if (job === undefined) throw new SignalboxError("not_found", `no job takes ${signal.kind}`);
  return taskIdOf(signal.id, job);
}

/** A short name for something that has a long one, the same each time. */
export async function shortKey(text: string): Promise<string> {
  return (await sha256(text)).slice(0, 12);
}
