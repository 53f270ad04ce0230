import { inBackground } from "../../shared/platform/background.ts";
import { log } from "../../shared/platform/log.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { type Received, receive } from "../../shared/spine/receive.ts";
import { ignoredSampler } from "./sample-ignored.ts";

/** Of this isolate. */
const sampler = ignoredSampler();

interface Ignored {
  id: string;
  reason: string;
}

/**
 * An event in which there is nothing for us leaves a row with the reason, after the answer: whoever wonders what became of it
 * finds it. Of a flood some do, with the number of the others; what no later one tells of has a row of its own when the flood is over.
 */
export function keepIgnored(spine: Spine, source: string, { id, reason }: Ignored): void {
  log.info(`${source}.event_ignored`, { signalId: id, reason });
  const seen = sampler.see(keyOf(source, reason), spine.now());
  if (seen.kind === "passed") return tellRest(spine, source, reason, seen.tellInMs);
  const { passed } = seen;
  inBackground("ignored", { signalId: id }, async () => {
    const words = passed === 0 ? reason : `${reason} (so were ${passed} others before it)`;
    await keep(spine, source, { id, reason, words, passed });
  });
}

const keyOf = (source: string, reason: string): string => `${source}: ${reason}`;

function tellRest(spine: Spine, source: string, reason: string, inMs: number | null): void {
  if (inMs === null) return;
  const id = `${source}:ignored:${crypto.randomUUID()}`;
  inBackground("ignored", { signalId: id }, async () => {
    await scheduler.wait(inMs);
    const passed = sampler.takeRest(keyOf(source, reason), spine.now());
    if (passed > 0) await keep(spine, source, { id, reason, words: `${reason} (${passed} events)`, passed });
  });
}

/** A number that no row holds, since the event is on record already or nothing can be written, is told later. */
async function keep(
  spine: Spine,
  source: string,
  { id, reason, words, passed }: Ignored & { words: string; passed: number },
): Promise<void> {
  let received: Received | null = null;
  try {
    received = await receive(spine, {
      id,
      kind: `${source}.ignored`,
      provenance: "external",
      body: { type: "ignored", reason, passed },
      dropReason: words,
    });
  } finally {
    if (received === null || received === "duplicate")
      tellRest(spine, source, reason, sampler.giveBack(keyOf(source, reason), passed, spine.now()));
  }
}
