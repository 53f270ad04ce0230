import { inBackground } from "../../shared/platform/background.ts";
import { log } from "../../shared/platform/log.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receive } from "../../shared/spine/receive.ts";
import { ignoredSampler } from "./sample-ignored.ts";

/** Of this isolate. */
const sampled = ignoredSampler();

/**
 * An event in which there is nothing for us leaves a row with the reason, after the answer: whoever wonders what became of it
 * finds it. Of a flood some do, with the number of the others.
 */
export function keepIgnored(
  spine: Spine,
  source: string,
  { id, reason }: { id: string; reason: string },
): void {
  log.info(`${source}.event_ignored`, { signalId: id, reason });
  const passed = sampled(`${source}: ${reason}`, spine.now());
  if (passed === null) return;
  const dropReason = passed === 0 ? reason : `${reason} (so were ${passed} others before it)`;
  inBackground("ignored", { signalId: id }, async () =>
    receive(spine, {
      id,
      kind: `${source}.ignored`,
      provenance: "external",
      body: { type: "ignored", reason, passed },
      dropReason,
    }),
  );
}
