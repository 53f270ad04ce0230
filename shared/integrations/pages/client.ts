import { z } from "zod";
import type { ApplyOutcome, EffectResult } from "../../domain/sending.ts";
import { describeError } from "../../platform/errors.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";

/** The answer of a Pages deploy hook: `POST /client/v4/pages/webhooks/deploy_hooks/:id` (Cloudflare API v4 envelope). */
export interface Deployment extends EffectResult {
  deployment: string;
}

const answerSchema = z.object({ success: z.literal(true), result: z.object({ id: z.string() }) });

/** Starts a build through the deploy hook. The hook's address is a secret: it appears in no error. */
export async function triggerDeploy(outside: Outside): Promise<ApplyOutcome<Deployment>> {
  let response: Response;
  try {
    response = await outside.fetch(requireSetting(outside.settings, "BLOG_REBUILD_HOOK_URL"), {
      method: "POST",
      signal: AbortSignal.timeout(10_000),
    });
  } catch (error) {
    return { kind: "lost", error: describeError(error) };
  }
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get("retry-after") ?? 2);
    return {
      kind: "not_applied",
      error: `the deploy hook answered ${response.status}`,
      afterMs: seconds * 1000 || 2000,
    };
  }
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (!answer.success)
    return { kind: "refused", error: `the deploy hook answered ${response.status} without a deployment` };
  return { kind: "applied", result: { deployment: answer.data.result.id } };
}
