import type { Spine } from "./context.ts";
import { record } from "./record.ts";
import type { Gated } from "../domain/service.ts";
import { wakeWaiting } from "./wake-waiting.ts";

/**
 * Opens a service's door on a person's word, before its time: what waits for it tries again at once, and the next answer
 * says whether the service is well. Nothing changes where the door is open. Answers whether it was shut.
 */
export async function reopenService(
  spine: Spine,
  { service, by }: { service: Gated; by: string },
): Promise<boolean> {
  const wasShut = await spine.env.SERVICE_GATE.getByName(service).reopen();
  if (!wasShut) return false;
  const at = spine.now();
  const type = "circuit.reopened";
  const summary = `${by} has opened ${service} again: what waits for it tries now`;
  await record(spine, [
    { id: `circuit/${service}/reopened/${at}`, at, taskId: null, type, summary, data: { service, by } },
  ]);
  wakeWaiting(spine);
  return true;
}
