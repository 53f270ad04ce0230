import { sha256 } from "../platform/digest.ts";
import type { ActionKind } from "../policy/boundaries.ts";
import type { Provenance } from "../domain/provenance.ts";
import type { Spine } from "./context.ts";
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
}

/** Has an action carried out by a task of its own. Doing it twice is the same as once. */
export async function spawnErrand(spine: Spine, errand: Errand): Promise<void> {
  const { taskId, key, kind, payload, provenance, project, channel } = errand;
  await receive(spine, {
    id: `task:${taskId}:${key}`,
    kind: "task.action",
    provenance,
    body: {
      type: "action",
      by: "signalbox",
      request: { kind, payload, project, ...(channel === null ? {} : { channel }) },
    },
    dropReason: null,
  });
}

/** A short name for something that has a long one, the same each time. */
export async function shortKey(text: string): Promise<string> {
  return (await sha256(text)).slice(0, 12);
}
