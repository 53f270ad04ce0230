import type { Answer } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";

export type DeliveryView = Answer<"GET /api/deliveries/{id}">;
export type RequirementView = NonNullable<DeliveryView["requirements"]>["requirements"][number];
export type StoryView = NonNullable<DeliveryView["requirements"]>["stories"][number];

export type StandingStory = DeliveryView["stories"][number];

/** The kind of a task that builds one story. */
export const storyWork = "delivery_story";

/** What is known of a task's delivery. */
export function useDelivery(taskId: string, enabled = true) {
  return useApi("GET /api/deliveries/{id}", { params: { id: taskId } }, enabled);
}
