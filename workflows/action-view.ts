import { eq } from "drizzle-orm";
import { actions } from "../shared/db/schema.ts";
import type { ProposedView } from "../shared/integrations/slack/approval-message.ts";
import { mention } from "../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../shared/integrations/slack/mrkdwn.ts";
import { previewLink } from "../shared/jobs/editorial/preview/preview-link.ts";
import { SignalboxError } from "../shared/platform/errors.ts";
import { inspect } from "../shared/spine/verdict-input.ts";
import type { DurableRun } from "./durable-run.ts";

/** Any action as people are shown it: what would go out, and what policy made of it. */
export async function actionView(
  run: DurableRun,
  actionId: string,
  proposed: typeof actions.$inferSelect | undefined,
  requestedBy: string,
): Promise<ProposedView> {
  const action =
    proposed ?? (await run.spine.db.select().from(actions).where(eq(actions.id, actionId)).get());
  if (!action) throw new SignalboxError("not_found", `the action ${actionId} is gone`);
  const { kind, target, risk, provenance, digest, verdict, project } = action;
  const { seen } = inspect(run.spine, project, kind, JSON.parse(action.payload));
  const page = await previewLink(run.spine, action, action.createdAt);
  return {
    title: seen?.preview.title ?? kind,
    facts: [
      mrkdwn`${kind}`,
      mrkdwn`${target}`,
      mrkdwn`${risk} risk`,
      mrkdwn`${provenance} input`,
      mrkdwn`asked for by ${mention(run.spine.settings.PEOPLE, requestedBy)}`,
      mrkdwn`sha256 ${digest.slice(0, 12)}`,
      mrkdwn`${verdict.reasons.join("; ")}`,
    ],
    body: seen?.preview.body ?? action.payload,
    ...(page === null ? {} : { link: { label: "See it on the site", url: page } }),
  };
}
