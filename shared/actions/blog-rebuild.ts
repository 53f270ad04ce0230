import { z } from "zod";
import { triggerDeploy } from "../integrations/pages/client.ts";
import type { ActionKindModule } from "./action-kind.ts";

/** Asks Cloudflare Pages to build the blog anew. A build more than needed does no harm, so an unclear one is repeated. */
export const blogRebuild: ActionKindModule<{ slug: string }> = {
  schema: z.strictObject({ slug: z.string().min(1) }),
  service: "pages",
  target: () => "pages:blog",
  preview: ({ slug }) => ({ title: "Build the blog anew", body: `It then shows ${slug}.` }),
  apply: async (spine) => triggerDeploy(spine),
  reconcile: async () => ({ kind: "absent" }),
};
