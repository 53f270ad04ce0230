import { eq } from "drizzle-orm";
import { z } from "zod";
import { signals } from "../../shared/db/schema.ts";
import { canonicalJson } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { signalBody } from "../../shared/spine/archive/read-archive.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { receive } from "../../shared/spine/receive.ts";
import type { NewSignal } from "../../shared/domain/signal.ts";
import { withinLimit } from "../rate-limit.ts";

/**
 * Records what a caller sends under an Idempotency-Key. True when it was there already.
 * @throws SignalboxError `conflict` when the key was used for something else, named by `what`; `rate_limited` when too much
 * of its kind is begun at once.
 */
export async function receiveOnce(spine: Spine, signal: NewSignal, what: string): Promise<boolean> {
  await withinLimit(spine.env, "TASK_LIMIT", `${signal.kind}:${projectIn(signal)}`);
  if ((await receive(spine, signal)) !== "duplicate") return false;
  const before = await spine.db
    .select({ id: signals.id, body: signals.body })
    .from(signals)
    .where(eq(signals.id, signal.id))
    .get();
  const said = before && (await signalBody(spine, before));
  if (canonicalJson(said) !== canonicalJson(signal.body))
    throw new SignalboxError("conflict", `this Idempotency-Key was used for another ${what}`);
  return true;
}

const placed = z.object({ project: z.string().optional() });
const bodyForm = placed.extend({ request: placed.optional() });

function projectIn({ body }: NewSignal): string {
  const { data } = bodyForm.safeParse(body);
  return data?.project ?? data?.request?.project ?? defaultProject;
}
