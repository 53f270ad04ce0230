import { actionById } from "../../shared/db/approvals.ts";
import { outcomeOf } from "../../shared/db/autonomy.ts";
import { actionsEndpoints } from "../../shared/api/approvals.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { defaultProject } from "../../shared/policy/rules.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { judgeAction } from "../../shared/spine/judge-action.ts";
import { taskIdOf } from "../../shared/spine/jobs.ts";
import { readByHand } from "../../shared/jobs/errand/by-hand.ts";
import { knownChannel, knownProject } from "./known.ts";
import { errand } from "../../shared/jobs/errand/job.ts";
import { receiveOnce } from "./receive-once.ts";
import { serve, type Served } from "./serve.ts";

/** Actions from outside the jobs: proposed here, they take the same way as all others. */
export const actionsApi = {
  propose: serve(actionsEndpoints.propose, async ({ c, spine, person, body: given, onceKey }) => {
    if (c.req.header("idempotency-key") === undefined)
      throw new SignalboxError("bad_request", "send an Idempotency-Key header");
    const { channel, project = defaultProject } = given;
    knownProject(spine, project);
    await knownChannel(spine, channel);
    const proposed = await readByHand(spine, { ...given, project });
    if (proposed.kind === "refused") throw new SignalboxError("bad_request", proposed.why);
    const by = person.id;
    const id = `api:${by}:${onceKey}`;
    const body = { type: "action", by, request: { ...given, payload: proposed.payload } } as const;
    const signal = { id, kind: "api.action", provenance: "internal", body, dropReason: null } as const;
    const duplicate = await receiveOnce(spine, signal, "action");
    return { taskId: await taskIdOf(id, errand), duplicate };
  }),
  judge: serve(actionsEndpoints.judge, async ({ spine, person, params, body: { outcome, reason } }) => {
    // The action may be in the archive; how it ended stays.
    const about = (await outcomeOf(spine.db, params.id)) ?? (await actionById(spine.db, params.id));
    if (about) assertTheirs(spine, person, about);
    const refusal = await judgeAction(spine, { actionId: params.id, outcome, reason, by: person.id });
    if (refusal !== null) throw new SignalboxError("conflict", refusal);
    return { kind: "judged" as const };
  }),
} satisfies Record<keyof typeof actionsEndpoints, Served>;
