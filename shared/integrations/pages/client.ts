import { z } from "zod";
import type { ApplyOutcome, EffectResult } from "../../domain/sending.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { callService } from "../call.ts";

/** The answer of a Pages deploy hook: `POST /client/v4/pages/webhooks/deploy_hooks/:id` (Cloudflare API v4 envelope). */
export interface Deployment extends EffectResult {
  deployment: string;
}

const answer = z.object({ success: z.literal(true), result: z.object({ id: z.string() }) });
const error = z
  .object({ errors: z.array(z.object({ message: z.string() })) })
  .transform(({ errors }) => ({ message: errors.map(({ message }) => message).join("; "), pending: false }));

/** Starts a build through the deploy hook. The hook's address is a secret: it appears in no error. */
export async function triggerDeploy(outside: Outside): Promise<ApplyOutcome<Deployment>> {
  const built = await callService(outside, {
    service: "the deploy hook",
    url: requireSetting(outside.settings, "BLOG_REBUILD_HOOK_URL"),
    method: "POST",
    headers: {},
    answer,
    error,
  });
  return built.kind === "answered"
    ? { kind: "applied", result: { deployment: built.value.result.id } }
    : built;
}
