import type { EffectResult } from "../../shared/domain/sending.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { carryOutTogether } from "./carry-out-together.ts";
import type { Carried, Undertaking } from "./undertaking.ts";

/**
 * Takes an action through the interlocking, whatever the verdict: at once, after its window, or when people have said
 * yes. The question stands in the task's thread and shows what became of it.
 * @throws SignalboxError with the attempt's code when it fails or doesn't get through.
 */
export async function carryOut<R extends EffectResult>(
  run: DurableRun,
  work: Undertaking<R>,
): Promise<Carried<R>> {
  const [one] = await carryOutTogether(run, { works: [work], together: null }, async () => null);
  if (one === undefined) throw new Error(`nothing has become of ${work.key}`);
  if (one.ended.kind === "failed") throw new SignalboxError(one.ended.code, one.ended.reason);
  return one.ended;
}
