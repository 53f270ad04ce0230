import { inBackground } from "../platform/background.ts";
import type { Spine } from "../spine/context.ts";
import { settleStops } from "../spine/settle-stops.ts";
import { resume, stop } from "../spine/stop.ts";
import { haltAssignments } from "./halt-assignments.ts";

/** Stops something, see `stop`; agents that are at work on it are halted in the same breath. */
export async function stopWork(
  spine: Spine,
  request: Parameters<typeof stop>[1],
): Promise<Awaited<ReturnType<typeof stop>>> {
  const made = await stop(spine, request);
  inBackground("halt", {}, async () => haltAssignments(spine));
  return made;
}

/** Ends a stop, see `resume`; what waited for it goes on in the same breath. */
export async function resumeWork(
  spine: Spine,
  request: Parameters<typeof resume>[1],
): Promise<Awaited<ReturnType<typeof resume>>> {
  const ended = await resume(spine, request);
  inBackground("settle", {}, async () => settleStops(spine));
  return ended;
}
