import type { GateView } from "../domain/gate-view.ts";
import { type Gated, gatedServices } from "../domain/service.ts";
import { inTime } from "../platform/in-time.ts";
import { describeError } from "../platform/errors.ts";
import { log } from "../platform/log.ts";
import type { Ground } from "./ground.ts";

/** Each service as its door sees it; null where the door itself doesn't answer within `ms`. */
export async function gateViews(
  { env }: Pick<Ground, "env">,
  ms: number,
): Promise<{ name: Gated; gate: GateView | null }[]> {
  return Promise.all(
    gatedServices.map(async (name) => ({
      name,
      gate: await inTime(ms, viewOf(env, name), null),
    })),
  );
}

/** One door that can't be asked keeps nobody from seeing the others. */
async function viewOf(env: Ground["env"], name: Gated): Promise<GateView | null> {
  try {
    return await env.SERVICE_GATE.getByName(name).view();
  } catch (error) {
    log.warn("circuit.not_seen", { code: name, reason: describeError(error) });
    return null;
  }
}
