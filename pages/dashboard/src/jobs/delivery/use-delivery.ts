import type { Answer } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";

export type DeliveryView = Answer<"GET /api/deliveries/{id}">;
export type RequirementView = NonNullable<DeliveryView["requirements"]>["requirements"][number];
export type StoryView = NonNullable<DeliveryView["requirements"]>["stories"][number];

/** What is known of a task's delivery. */
export function useDelivery(taskId: string) {
  return useApi("GET /api/deliveries/{id}", { params: { id: taskId } });
}
