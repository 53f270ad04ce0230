import { bundlesEndpoints } from "../../shared/api/bundles.ts";
import { itemsOf } from "../../shared/db/approvals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { freshPreviewLink } from "../../shared/jobs/editorial/preview/preview-link.ts";
import { bundleDigest } from "../../shared/domain/bundle-digest.ts";
import { whyGone } from "../../shared/spine/archive/why-gone.ts";
import { decideBundle } from "../../shared/spine/decide-bundle.ts";
import { stopsSince } from "../../shared/spine/stops.ts";
import { decider, refused } from "./deciding.ts";
import { previewOf, waitingView } from "./approval-json.ts";
import { serve, type Served } from "./serve.ts";

/** What is asked about together, and what people say of it. */
export const bundlesApi = {
  get: serve(bundlesEndpoints.get, async ({ spine, person, params: { bundle } }) => {
    const rows = await itemsOf(spine.db, bundle);
    const [first] = rows;
    if (first === undefined)
      throw new SignalboxError("not_found", await whyGone(spine.db, bundle, `there is no bundle ${bundle}`));
    const since = rows.map(({ approval }) => approval.clockAt ?? approval.createdAt);
    const stops = await stopsSince(spine.db, Math.min(spine.now(), ...since));
    const { taskId, project } = first.approval;
    const links = await Promise.all(
      rows.map(async ({ approval: { actionId: id, kind, digest } }) =>
        freshPreviewLink(spine, { id, kind, project, digest }),
      ),
    );
    return {
      bundle,
      digest: await bundleDigest(
        rows.flatMap(({ approval }) => (approval.status === "pending" ? [approval] : [])),
      ),
      taskId,
      project,
      revisable: spine.jobs.ofTask(taskId)?.revisable ?? false,
      items: rows.map(({ effect, ...row }, n) => {
        const view = waitingView(spine, row, stops, person);
        return {
          ...view,
          payload: JSON.parse(row.payload),
          preview: previewOf(spine, project, row.approval.kind, row.payload),
          previewUrl: view.mine.allowed ? (links[n] ?? null) : null,
          effect,
        };
      }),
    };
  }),
  decide: serve(bundlesEndpoints.decide, async ({ spine, caller, params, body }) => {
    const outcome = await decideBundle(spine, { ...body, ...params, ...decider(caller) });
    return outcome.kind === "refused" ? refused(outcome) : { results: outcome.results };
  }),
} satisfies Record<keyof typeof bundlesEndpoints, Served>;
