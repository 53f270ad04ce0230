import { StoryCalendar } from "../../sandbox/story/calendar.ts";
import type { Stack } from "../stack/stack.ts";

const path = "/api/projects/atlas/artefacts/delivery_state";

/**
 * What a lead enters on the first morning: the two milestones of atlas. A document that has something already stays as it is
 * (409), and where nobody watches atlas there is none (404).
 */
export async function enterMilestones(
  { urls, apiToken }: Pick<Stack, "urls" | "apiToken">,
  monday: string,
): Promise<void> {
  const calendar = new StoryCalendar(monday);
  const milestone = (id: string, title: string, day: string) => ({
    op: "add",
    id,
    fields: { title, due: calendar.date(day) },
    sources: [],
  });
  const response = await fetch(`${urls.worker}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${apiToken}`, "content-type": "application/json" },
    body: JSON.stringify({
      version: 0,
      changes: [milestone("new-1", "Closed beta", "w2fri"), milestone("new-2", "Go-live", "w5fri")],
      reason: "The plan as it was agreed",
    }),
  });
  if (!response.ok && ![404, 409].includes(response.status))
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}
