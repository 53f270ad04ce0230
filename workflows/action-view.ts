import { eq } from "drizzle-orm";
import { actions } from "../shared/db/schema.ts";
import { mention } from "../shared/domain/person.ts";
import type { ProposedView } from "../shared/integrations/slack/approval-message.ts";
import { escapeMrkdwn } from "../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import { inspect } from "../shared/spine/verdict-input.ts";
import type { DurableRun } from "./durable-run.ts";

/** Any action as people are shown it: what would go out, and what policy made of it. */
export async function actionView(
  run: DurableRun,
  actionId: string,
  requestedBy: string,
): Promise<ProposedView> {
  const action = await run.spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
  if (!action) throw new SignalboxError("not_found", `the action ${actionId} is gone`);
  const { kind, target, risk, provenance, digest, verdict, project } = action;
  const { seen } = inspect(run.spine, project, kind, JSON.parse(action.payload));
  return {
    title: seen?.preview.title ?? kind,
    facts: [
      kind,
      escapeMrkdwn(target),
      `${risk} risk`,
      `${provenance} input`,
      `asked for by ${mention(run.spine.settings.PEOPLE, requestedBy)}`,
      `sha256 ${digest.slice(0, 12)}`,
      escapeMrkdwn(verdict.reasons.join("; ")),
    ],
    body: seen?.preview.body ?? action.payload,
  };
}
