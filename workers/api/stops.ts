import { stopsEndpoints } from "../../shared/api/stops.ts";
import { resumeWork, stopWork } from "../../shared/executor/stop-work.ts";
import { mayResume, stoppable } from "../../shared/spine/stop.ts";
import { endedStops, openStops } from "../../shared/spine/stops.ts";
import { serve, type Served } from "./serve.ts";
import { stopView } from "./stop-json.ts";

/** The switch: what is stopped, stopping and resuming. */
export const stopsApi = {
  list: serve(stopsEndpoints.list, async ({ spine, person }) => {
    const [open, ended] = await spine.db.batch([openStops(spine.db), endedStops(spine.db)]);
    return {
      open: open.map((one) => ({ ...stopView(one), mine: mayResume(spine, one, person) })),
      ended: ended.map(stopView),
      known: stoppable(spine),
    };
  }),
  create: serve(stopsEndpoints.create, async ({ spine, person, body: { scope, reason } }) => {
    const { stop, isNew } = await stopWork(spine, { scope, person, reason });
    return { stop: stopView(stop), isNew };
  }),
  resume: serve(stopsEndpoints.resume, async ({ spine, person, params: { id }, body: { reason } }) => ({
    stop: stopView(await resumeWork(spine, { stopId: id, person, reason })),
  })),
} satisfies Record<keyof typeof stopsEndpoints, Served>;
