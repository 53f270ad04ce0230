import { mention } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Decided } from "./agree-on-plan.ts";
import type { BegunDelivery } from "./begin-delivery.ts";

/** How a delivery ends with what people have said to its plan. */
export function plannedEnding(run: DurableRun, { requester }: BegunDelivery, decided: Decided): Ending {
  const who = mention(run.spine.settings.PEOPLE, requester);
  if (decided.kind === "applied")
    return {
      kind: "done",
      url: null,
      message: {
        text: mrkdwn`:white_check_mark: ${who} the plan of ${decided.result.stories} stories is agreed on.`,
      },
    };
  return {
    kind: "rejected",
    reason: decided.reason,
    message: {
      text: mrkdwn`:x: ${who} nothing is built: the plan was ${decided.kind}: ${cut(redact(decided.reason), 500)}`,
    },
  };
}
