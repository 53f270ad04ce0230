import { deliveryPlan } from "../../shared/actions/delivery-plan.ts";
import { changeDelivery } from "../../shared/db/deliveries.ts";
import { type DeliveryPlan, deliveryPlanSchema } from "../../shared/domain/delivery/delivery-plan.ts";
import { deliveryPlanText } from "../../shared/domain/delivery/delivery-plan-text.ts";
import { nothingToBuild } from "../../shared/domain/delivery/nothing-to-build.ts";
import { storyOrder } from "../../shared/domain/delivery/story-order.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { estimateStory } from "../../shared/jobs/delivery/architecture/estimate.ts";
import type { DrawnOn } from "../../shared/memory/memory-material.ts";
import { canonicalJson, sha256 } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import type { Carried } from "../carry-out/undertaking.ts";
import { drawnOnSoFar, drawsOn } from "../draws-on.ts";
import type { DurableRun } from "../durable-run.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";
import { makeDesign } from "./make-design.ts";
import type { Again } from "./take-again.ts";

/** Whoever isn't content with so many designs should make one. */
const maxRevisions = 8;

/** A plan that people have decided on; `empty`: there is nothing that they could decide on. */
export type Decided =
  | Exclude<Carried<{ stories: string }>, { kind: "revised" | "stale" }>
  | { kind: "empty"; reason: string };

/**
 * Designs, and asks for a yes to stories and design together; what people want changed is designed anew.
 * @param edition how often this is done, with this time
 * @param again what was agreed on before; null: nothing
 */
export async function agreeOnPlan(
  run: DurableRun,
  begun: BegunDelivery,
  edition: number,
  again: Again | null,
): Promise<Decided> {
  const nothing = await run.once(`whether there is something to build ${edition}`, async () => {
    const { requirements } = await rowOf(run);
    return requirements === null ? null : nothingToBuild(requirements);
  });
  if (nothing !== null) return { kind: "empty", reason: nothing };
  let feedback: string | null = null;
  const first = (edition - 1) * maxRevisions;
  for (let revision = first + 1; revision <= first + maxRevisions; revision++) {
    await makeDesign(run, revision, feedback);
    if (again !== null && revision === first + 1) {
      const stories = await stillAgreed(run, begun, edition, again);
      if (stories !== null) return { kind: "applied", by: null, result: { stories } };
    }
    const carried: Carried<{ stories: string }> = await askForYes(run, begun, revision);
    if (carried.kind !== "revised" && carried.kind !== "stale") return carried;
    feedback = carried.reason;
  }
  throw new SignalboxError("conflict", `still no agreement after ${maxRevisions} plans`);
}

/** The number of stories when the plan has the very bytes that people have agreed to, but for its own number: then their yes holds. */
async function stillAgreed(
  run: DurableRun,
  begun: BegunDelivery,
  edition: number,
  { agreed, revision }: Again,
): Promise<string | null> {
  return run.once(`as agreed ${edition}`, async () => {
    const plan = deliveryPlanSchema.safeParse({ ...(await planOf(run, begun)), revision }).data;
    if (plan === undefined || (await sha256(canonicalJson(plan))) !== agreed) return null;
    await run.recordNow(
      [
        run.fact(
          `as-agreed/${edition}`,
          "delivery.changed",
          "nothing in the plan is another than before: the yes to it holds",
          { agreed },
        ),
      ],
      [changeDelivery(run.spine, run.taskId, { agreed, revision })],
    );
    return String(plan.stories.length);
  });
}

async function askForYes(
  run: DurableRun,
  begun: BegunDelivery,
  revision: number,
): Promise<Carried<{ stories: string }>> {
  return carryOut(run, {
    key: `plan-${revision}`,
    result: deliveryPlan.result,
    revisable: true,
    proposal: async () => ({
      kind: deliveryPlan.kind,
      payload: await planOf(run, begun),
      provenance: begun.provenance,
      revision,
    }),
    view: async () => viewOf(run, await planOf(run, begun), await drawnOnSoFar(run)),
  });
}

/** The plan as it stands in the delivery's row. */
async function planOf(run: DurableRun, { request }: BegunDelivery): Promise<DeliveryPlan> {
  const { requirements, design, documents, revision } = await rowOf(run);
  if (requirements === null || design === null)
    throw new SignalboxError("not_found", `the plan of ${run.taskId} is gone`);
  const stories = storyOrder(requirements.stories);
  return {
    title: request.title,
    project: run.project,
    repository: request.repository,
    documents,
    requirements: requirements.requirements.filter(({ standing }) => standing !== "gone"),
    open: requirements.questions,
    stories,
    design,
    revision,
    estimates: stories.map((story) => estimateStory(story, design)),
  };
}

function viewOf(run: DurableRun, plan: DeliveryPlan, drawnOn: readonly DrawnOn[]): ProposedView {
  const { title, stories, requirements, repository, estimates, design, revision } = plan;
  const microUsd = estimates.reduce((sum, one) => sum + one.microUsd, 0);
  return {
    title: `Plan: ${title}`,
    facts: [
      mrkdwn`*${repository.name}*${repository.isNew ? " (new)" : ""}`,
      mrkdwn`${stories.length} stories for ${requirements.length} requirements`,
      mrkdwn`${design.stack}`,
      mrkdwn`about $${(microUsd / 1_000_000).toFixed(2)} for the model`,
      mrkdwn`plan ${revision}`,
      mrkdwn`task ${run.taskId}`,
      ...drawsOn(run.spine, drawnOn),
    ],
    body: deliveryPlanText(plan),
  };
}
