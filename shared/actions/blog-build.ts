import { z } from "zod";
import { type CallOutcome, mapAnswer } from "../integrations/call.ts";
import { dispatchWorkflow, runOf, workflowPlace } from "../integrations/github/workflow-run.ts";
import { deploymentState, triggerDeploy } from "../integrations/pages/client.ts";
import type { Config } from "../platform/config.ts";
import type { Service } from "../domain/service.ts";
import type { Ground } from "../spine/ground.ts";

/** A build of the blog, by the names by which it is asked for. */
export const blogBuild = z.object({
  /** A run of a workflow on GitHub, a deployment at Pages, or nobody's that we know of. */
  by: z.enum(["run", "deployment", "nobody"]),
  id: z.string(),
  /** Where people see it; empty: nowhere that we know of. */
  url: z.string(),
});
export type BlogBuild = z.infer<typeof blogBuild>;

/** Who builds the blog; null: nobody that we have to ask. */
export function builderOf({ BLOG_WORKFLOW, BLOG_REBUILD_HOOK_URL }: Config): Service | null {
  if (BLOG_WORKFLOW !== undefined) return "github";
  return BLOG_REBUILD_HOOK_URL === undefined ? null : "pages";
}

/** Has the blog built anew. A build more than needed does no harm, so an answer that was lost is no reason not to ask again. */
export async function beginBuild(ground: Ground): Promise<CallOutcome<BlogBuild>> {
  const { BLOG_WORKFLOW: workflow, PAGES_PROJECT } = ground.settings;
  const builder = builderOf(ground.settings);
  if (builder === null) return { kind: "answered", value: { by: "nobody", id: "", url: "" } };
  if (workflow !== undefined)
    return mapAnswer(await dispatchWorkflow(ground, workflowPlace(workflow)), ({ run, url }): BlogBuild => ({
      by: "run",
      id: run,
      url,
    }));
  const [account = "", project = ""] = PAGES_PROJECT?.split("/") ?? [];
  return mapAnswer(await triggerDeploy(ground), (id): BlogBuild => ({
    by: "deployment",
    id,
    url: project === "" ? "" : `https://dash.cloudflare.com/${account}/pages/view/${project}/${id}`,
  }));
}

/** How far a build is: `failed` says why; `unseen`: there is nobody to ask. A look changes nothing, so one without an answer is made again. */
export type BuildStand =
  | { kind: "going" }
  | { kind: "over" }
  | { kind: "unseen" }
  | { kind: "failed"; error: string };

export async function standOf(ground: Ground, { by, id, url }: BlogBuild): Promise<BuildStand> {
  const where = url === "" ? "" : `: ${url}`;
  const unfollowed = (error: string): BuildStand => ({
    kind: "failed",
    error: `the build can't be followed (${error})${where}`,
  });
  if (by === "run") {
    const { BLOG_WORKFLOW: workflow } = ground.settings;
    if (workflow === undefined) return { kind: "unseen" };
    const seen = await runOf(ground, workflowPlace(workflow).repository, id);
    if (seen.kind === "refused") return unfollowed(seen.error);
    const conclusion = seen.kind === "answered" ? seen.value.conclusion : null;
    if (conclusion === null) return { kind: "going" };
    return conclusion === "success"
      ? { kind: "over" }
      : { kind: "failed", error: `the build ended as ${conclusion}${where}` };
  }
  const seen = by === "deployment" ? await deploymentState(ground, id) : null;
  if (seen === null) return { kind: "unseen" };
  if (seen.kind === "refused") return unfollowed(seen.error);
  switch (seen.kind === "answered" ? seen.value : "going") {
    case "failed":
      return { kind: "failed", error: `the build failed${where}` };
    case "going":
      return { kind: "going" };
    case "live":
    case "replaced":
      return { kind: "over" };
  }
}
