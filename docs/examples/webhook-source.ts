import { z } from "zod";
import { standardWebhooks } from "../../shared/platform/signatures/standard-webhooks.ts";
import type { WebhookSource } from "../../workers/webhooks/webhook-source.ts";

const deploy = z.object({ type: z.string(), data: z.object({ service: z.string(), branch: z.string() }) });

/** A service that follows the Standard Webhooks specification. The secret's name is that of a setting. */
export const render: WebhookSource = {
  name: "render",
  service: "Render",
  scheme: standardWebhooks({ secret: "METRICS_TOKEN" }),
  delivery: "webhook-id",
  read: ({ id, body }) => {
    const { type, data } = body(deploy);
    if (type !== "deploy.failed") return { ignored: `nothing is read from ${type}` };
    return [{ id, kind: "render.failed", provenance: "external", body: data, dropReason: null }];
  },
};
