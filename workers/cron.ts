import { openSpine } from "../shared/spine/context.ts";
import { sweepOutbox } from "../shared/spine/receive.ts";

/** Every minute: what was recorded and never started is enqueued again. */
export async function onCron(env: Env): Promise<void> {
  await sweepOutbox(openSpine(env));
}
