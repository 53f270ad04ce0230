import { eq } from "drizzle-orm";
import { signals } from "../../shared/db/schema.ts";
import { canonicalJson } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receive } from "../../shared/spine/receive.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";

/**
 * Records what a caller sends under an Idempotency-Key. True when it was there already.
 * @throws SignalboxError `conflict` when the key was used for something else, named by `what`.
 */
export async function receiveOnce(spine: Spine, signal: NewSignal, what: string): Promise<boolean> {
  if ((await receive(spine, signal)) !== "duplicate") return false;
  const before = await spine.db
    .select({ body: signals.body })
    .from(signals)
    .where(eq(signals.id, signal.id))
    .get();
  if (canonicalJson(before?.body) !== canonicalJson(signal.body))
    throw new SignalboxError("conflict", `this Idempotency-Key was used for another ${what}`);
  return true;
}
