import type { Attempt } from "../domain/attempt.ts";
import type { EffectResult } from "../domain/sending.ts";
import { SignalboxError } from "../platform/errors.ts";
import { act, type AtOnce } from "./act.ts";
import type { Spine } from "./context.ts";
import { mendOf } from "./mend-of.ts";
import { recordUndelivered } from "./undelivered.ts";
import { inspect } from "./verdict-input.ts";

/**
 * Does something that nothing hangs on, and that needs nobody's word: a comment, a status. That it is refused is an answer, and on
 * record with what to mend. Returns why it isn't done; null when it is.
 */
export async function inform(spine: Spine, proposal: AtOnce): Promise<Attempt<string | null>> {
  const attempt = await attempted(spine, proposal);
  if (attempt.kind === "done") return { kind: "done", value: null };
  if (attempt.kind !== "failed" || attempt.code === "cancelled") return attempt;
  const { taskId, key, kind, payload, project = "" } = proposal;
  const { reason } = attempt;
  const { seen } = inspect(spine, project, kind, payload);
  const where = seen?.target ?? kind;
  const words = seen?.preview.body ?? "";
  await recordUndelivered(spine, taskId, key, {
    where,
    kind,
    reason,
    mend: mendOf(kind, reason),
    instead: null,
    words,
  });
  return { kind: "done", value: reason };
}

async function attempted(spine: Spine, proposal: AtOnce): Promise<Attempt<EffectResult>> {
  try {
    return await act(spine, proposal);
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code === "unavailable") throw error;
    return { kind: "failed", code: error.code, reason: error.message };
  }
}
