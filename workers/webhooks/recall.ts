import { z } from "zod";
import { botHeardKind } from "../../shared/jobs/meetings/bots/hear-bot.ts";
import { deliveryIdOf, standardWebhooks } from "../../shared/platform/signatures/standard-webhooks.ts";
import type { WebhookSource } from "./webhook-source.ts";

/** What is read of an event: which it is, and of whom. */
const heard = z.object({
  event: z.string().max(100),
  data: z.object({ bot: z.object({ id: z.string().max(100) }).nullish() }),
});

/**
 * Recall.ai tells how its bots, recordings and transcripts stand (docs.recall.ai/docs/bot-status-change-events). It only makes us look
 * there, so that nothing else in it is read.
 */
export const recall: WebhookSource = {
  name: "recall",
  service: "Recall.ai",
  scheme: standardWebhooks({ secret: "RECALL_WEBHOOK_SECRET", svix: true }),
  delivery: deliveryIdOf,
  read: ({ id, body }) => {
    const { event, data } = body(heard);
    if (!/^(?:bot|recording|transcript)\./.test(event)) return { ignored: `nothing is read from ${event}` };
    if (!data.bot) return { ignored: `${event} names no bot` };
    return [
      {
        id,
        kind: botHeardKind,
        provenance: "external",
        body: { type: "bot", event, bot: data.bot.id },
        dropReason: null,
      },
    ];
  },
};
