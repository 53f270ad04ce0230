import { describeStop, type Stop, type Whereabouts } from "../domain/stop.ts";
import { SignalboxError } from "../platform/errors.ts";
import type { Spine } from "./context.ts";
import { stopFor } from "./stops.ts";

/** What an attempt works with, and the stop that has cut it. */
export interface Cuttable {
  spine: Spine;
  cut: () => Stop | null;
}

/**
 * What one attempt reaches the outside with. An attempt can be several requests, and a slow service draws them out: what it
 * asks first was let out when it was marked as sent; before each further request that changes something it is looked again
 * whether a stop applies, and then that request isn't made.
 */
export function unlessCut(spine: Spine, where: Whereabouts): Cuttable {
  let isFirst = true;
  let stop: Stop | null = null;
  const guarded: typeof fetch = async (input, init) => {
    const isLetOut = isFirst || (init?.method ?? "GET") === "GET";
    isFirst = false;
    if (!isLetOut) stop ??= await stopFor(spine, where);
    if (!isLetOut && stop !== null) throw new SignalboxError("conflict", describeStop(stop));
    return spine.fetch(input, init);
  };
  // Who makes it is inside the service's door.
  return { spine: { ...spine, fetch: guarded, door: undefined }, cut: () => stop };
}
