import { z } from "zod";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { type CallOutcome, callService, mapAnswer } from "../call.ts";
import { hookAnswers, pagesAnswers } from "./answers.ts";

/** The envelope of Cloudflare's API v4, with what stands in it. */
const envelope = <T extends z.ZodType>(result: T) => z.object({ success: z.literal(true), result });
const error = z
  .object({ errors: z.array(z.object({ message: z.string() })) })
  .transform(({ errors }) => ({ message: errors.map(({ message }) => message).join("; "), pending: false }));

const started = envelope(z.object({ id: z.string() }));
const deployment = envelope(
  z.object({ latest_stage: z.object({ name: z.string(), status: z.string() }).nullish() }),
);

/** How a deployment stands. `replaced`: a newer one was built instead of it. */
export type DeploymentState = "going" | "live" | "failed" | "replaced";

/** Starts a build through the deploy hook and answers the deployment's id. The hook's address is a secret: it appears in no error. */
export async function triggerDeploy(outside: Outside): Promise<CallOutcome<string>> {
  const built = await callService(outside, {
    service: hookAnswers,
    url: requireSetting(outside.settings, "BLOG_REBUILD_HOOK_URL"),
    method: "POST",
    headers: {},
    answer: started,
    error,
  });
  return mapAnswer(built, ({ result }) => result.id);
}

/**
 * How a deployment of the project that is set stands; null where no project or no token is.
 * developers.cloudflare.com/api/resources/pages (get deployment info)
 */
export async function deploymentState(
  outside: Outside,
  id: string,
): Promise<CallOutcome<DeploymentState> | null> {
  const { PAGES_PROJECT, PAGES_TOKEN, CLOUDFLARE_API_URL } = outside.settings;
  if (PAGES_PROJECT === undefined || PAGES_TOKEN === undefined) return null;
  const [account = "", project = ""] = PAGES_PROJECT.split("/");
  const seen = await callService(outside, {
    service: pagesAnswers,
    url: `${CLOUDFLARE_API_URL.replace(/\/+$/, "")}/accounts/${account}/pages/projects/${project}/deployments/${encodeURIComponent(id)}`,
    method: "GET",
    headers: { authorization: `Bearer ${PAGES_TOKEN}` },
    answer: deployment,
    error,
  });
  return mapAnswer(seen, ({ result: { latest_stage: stage } }) => stateOf(stage?.name, stage?.status));
}

function stateOf(stage: string | undefined, status: string | undefined): DeploymentState {
  if (status === "failure") return "failed";
  if (status === "canceled") return "replaced";
  return stage === "deploy" && status === "success" ? "live" : "going";
}
