import { useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { tellFailure } from "../../../parts/tell.ts";
import { orderWith } from "./story-order.ts";

/** The order of the stories that are still to be built, and how people change it. */
export interface StoryOrder {
  /** Ids, as they are shown: an order that is asked for stands until it is refused. */
  order: readonly string[];
  /** What somebody is moving, and the place that it would have; null: nothing. */
  carried: { id: string; place: number } | null;
  carry: (id: string, place: number) => void;
  letGo: () => void;
  /** Puts a story at a place; nothing happens where there is no such place. */
  put: (id: string, place: number) => void;
}

/** @param standing ids of the planned stories in the order that holds */
export function useStoryOrder(taskId: string, standing: readonly string[]): StoryOrder {
  const [carried, setCarried] = useState<StoryOrder["carried"]>(null);
  const send = useSend("PUT /api/deliveries/{id}/stories", {
    onRefusal: tellFailure,
    inTurn: `stories of ${taskId}`,
  });
  const order = (send.isPending ? send.variables.body?.order : undefined) ?? standing;
  return {
    order,
    carried,
    carry: (id, place) => setCarried({ id, place }),
    letGo: () => setCarried(null),
    put: (id, place) => {
      setCarried(null);
      const wanted = orderWith(order, id, place);
      if (wanted !== null) send.mutate({ params: { id: taskId }, body: { order: wanted } });
    },
  };
}
