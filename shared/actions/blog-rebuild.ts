import { z } from "zod";
import { type Deployment, triggerDeploy } from "../integrations/pages/client.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";

/** Asks Cloudflare Pages to build the blog anew. A build more than needed does no harm, so an unclear one is repeated. */
export const blogRebuild: ActionKindModule<"blog_rebuild", { slug: string }, Deployment> = {
  kind: "blog_rebuild",
  schema: z.strictObject({ slug: z.string().min(1) }),
  result: z.object({ deployment: z.string() }),
  service: "pages",
  target: () => "pages:blog",
  preview: ({ slug }) => ({ title: "Build the blog anew", body: `It then shows ${slug}.` }),
  apply: async (ground) => triggerDeploy(ground),
  reconcile: async () => ({ kind: "absent" }),
};
