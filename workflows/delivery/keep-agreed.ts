import { planWithDigest } from "../../shared/actions/agreed-plan.ts";
import { changeDelivery } from "../../shared/db/deliveries.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Decided } from "./agree-on-plan.ts";
import { rowOf } from "./begin-delivery.ts";
import type { Again } from "./take-again.ts";

/** A new plan that people don't want changes nothing: what they have agreed on before stands, from its very bytes. */
export async function keepAgreed(
  run: DurableRun,
  edition: number,
  { agreed }: Again,
  { kind, reason }: Exclude<Decided, { kind: "applied" }>,
): Promise<void> {
  await run.once(`agreed as before ${edition}`, async () => {
    const plan =
      agreed === null ? null : await planWithDigest(run.spine, { delivery: run.taskId, plan: agreed });
    if (plan === null) throw new SignalboxError("not_found", `the agreed plan of ${run.taskId} is gone`);
    const { requirements, written } = await rowOf(run);
    const unwanted = (requirements?.requirements ?? [])
      .filter(({ id }) => !plan.requirements.some((one) => one.id === id))
      .map((one) => ({ ...one, standing: "gone" as const }));
    await run.recordNow(
      [
        run.fact(
          `kept/${edition}`,
          "delivery.changed",
          `the new plan was ${kind}: ${reason}; the one that was agreed on before stands`,
          { kept: agreed },
        ),
      ],
      [
        changeDelivery(run.spine, run.taskId, {
          agreed,
          revision: plan.revision,
          documents: plan.documents,
          requirements: {
            // What was only in the other plan keeps its ids, so that they are never another's.
            requirements: [...plan.requirements, ...unwanted],
            questions: plan.open,
            stories: plan.stories,
          },
          design: plan.design,
          written: written.filter(({ id }) => plan.stories.some((one) => one.id === id)),
        }),
      ],
    );
  });
  await run.say(`agreed as before ${edition}, said`, {
    text: mrkdwn`:leftwards_arrow_with_hook: The new plan was ${kind}: ${cut(redact(reason), 500)}. The one that was agreed on before stands, and its stories are built.`,
  });
}
