import type { GateView } from "../domain/gate-view.ts";
import { type Gated, gatedServices } from "../domain/service.ts";
import { inTime } from "../platform/in-time.ts";
import type { Ground } from "./ground.ts";

/** Each service as its door sees it; null where the door itself doesn't answer within `ms`. */
export async function gateViews(
  { env }: Pick<Ground, "env">,
  ms: number,
): Promise<{ name: Gated; gate: GateView | null }[]> {
  return Promise.all(
    gatedServices.map(async (name) => ({
      name,
      gate: await inTime(ms, env.SERVICE_GATE.getByName(name).view(), null),
    })),
  );
}
