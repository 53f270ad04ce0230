import type { Outlet } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { spawnErrand } from "../../shared/spine/spawn-errand.ts";
import type { DurableRun } from "../durable-run.ts";

/** Through a task's own durable steps. Errands are sent off and not waited for. */
export function outletOf(run: DurableRun): Outlet {
  return {
    act: async (name, module, payload) => run.inform(name, module, payload),
    tell: async (name, { text }) => run.say(name, { text }),
    spawn: async (name, orders) =>
      run.once(name, async () => {
        const { taskId, project, spine } = run;
        const channel = spine.settings.RULES.bugFix.channel ?? null;
        for (const order of orders)
          await spawnErrand(spine, { ...order, taskId, provenance: "internal", project, channel });
      }),
  };
}
