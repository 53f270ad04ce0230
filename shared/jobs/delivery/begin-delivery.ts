import { deliveries } from "../../db/schema.ts";
import type { Spine } from "../../spine/context.ts";
import type { Offer, Offered } from "../../spine/job.ts";
import type { DeliveryRequest } from "./signals.ts";

/** A delivery begins with its row, so that it can be looked at from then on. */
export function beginDelivery(spine: Spine, { taskId, body }: Offered<DeliveryRequest>): Offer {
  const { by, title, project, documents, repository } = body;
  const now = spine.now();
  return {
    kind: "begin",
    task: {
      kind: "delivery",
      title,
      project,
      conversation: null,
      by,
      said: `${by} wants ${title} made of ${documents.length} documents`,
      records: [
        spine.db.insert(deliveries).values({
          taskId,
          project,
          repository: repository.name,
          isNew: repository.isNew,
          stage: "requirements",
          documents,
          createdAt: now,
          updatedAt: now,
        }),
      ],
    },
  };
}
