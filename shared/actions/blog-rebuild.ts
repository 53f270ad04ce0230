import { z } from "zod";
import type { ApplyOutcome, Progress } from "../domain/sending.ts";
import { dispatchWorkflow, runOf, workflowPlace } from "../integrations/github/workflow-run.ts";
import { type Deployment, triggerDeploy } from "../integrations/pages/client.ts";
import { requireSetting } from "../platform/config.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";

const run = z.object({ run: z.string(), url: z.string() });

/** How often a run is looked at, and how long it is followed. */
const lookMs = 10_000;
const followedMs = 60 * 60_000;

/**
 * Has the blog built anew: by a run of a workflow on GitHub where one is set, which is followed to its end, or else by the deploy hook of
 * Cloudflare Pages. A build more than needed does no harm, so an unclear one is repeated.
 */
export const blogRebuild: ActionKindModule<"blog_rebuild", { slug: string }, Deployment> = {
  kind: "blog_rebuild",
  schema: z.strictObject({ slug: z.string().min(1) }),
  result: z.object({ deployment: z.string() }),
  service: "pages",
  target: () => "pages:blog",
  preview: ({ slug }) => ({ title: "Build the blog anew", body: `It then shows ${slug}.` }),
  apply: async (ground) => {
    const { BLOG_WORKFLOW: workflow } = ground.settings;
    if (workflow === undefined) return triggerDeploy(ground);
    const begun = await dispatchWorkflow(ground, workflowPlace(workflow));
    return begun.kind === "answered" ? stillAt(begun.value) : begun;
  },
  check: async (ground, { progress, firstSentAt }) => follow(ground, run.parse(progress), firstSentAt),
  reconcile: async (_ground, { progress }) =>
    progress === null ? { kind: "absent" } : { kind: "under_way", progress, afterMs: lookMs },
};

async function follow(
  ground: Ground,
  progress: z.infer<typeof run>,
  since: number | null,
): Promise<ApplyOutcome<Deployment>> {
  const { repository } = workflowPlace(requireSetting(ground.settings, "BLOG_WORKFLOW"));
  const seen = await runOf(ground, repository, progress.run);
  if (seen.kind === "refused")
    return { kind: "refused", error: `the build can't be followed (${seen.error}): ${progress.url}` };
  // A look changes nothing, so one without an answer is made again.
  const conclusion = seen.kind === "answered" ? seen.value.conclusion : null;
  if (conclusion === "success") return { kind: "applied", result: { deployment: progress.url } };
  if (conclusion !== null)
    return { kind: "refused", error: `the build ended as ${conclusion}: ${progress.url}` };
  return ground.now() - (since ?? ground.now()) > followedMs
    ? { kind: "refused", error: `the build isn't over after an hour: ${progress.url}` }
    : stillAt(progress);
}

function stillAt(progress: Progress): ApplyOutcome<Deployment> {
  return { kind: "under_way", progress, afterMs: lookMs };
}
