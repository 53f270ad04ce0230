import { z } from "zod";
import type { Door } from "../door.ts";
import { pullList, type PullView } from "../on-github.ts";

const storyList = z.object({
  repository: z.string(),
  stories: z.array(z.object({ id: z.string(), state: z.string(), taskId: z.string().nullable() })),
});
const commitList = z.object({ commits: z.array(z.string()) });

/** What is to be seen of a delivery here and outside. */
export interface DeliverySeen {
  taskId: string;
  stories: z.infer<typeof storyList>["stories"];
  /** Those of its repository. */
  pulls: PullView[];
  /** First lines of the commits on the repository's default branch, newest first. */
  commits: string[];
}

export async function deliveredStories(door: Door, taskId: string): Promise<DeliverySeen["stories"]> {
  return (await door.read(`/api/deliveries/${taskId}`, storyList)).stories;
}

export async function seenOfDelivery(door: Door, taskId: string): Promise<DeliverySeen> {
  const { repository, stories } = await door.read(`/api/deliveries/${taskId}`, storyList);
  const { pulls } = await door.sandbox("/github/_people/pulls", pullList);
  const of = `/github/_people/commits?repository=${encodeURIComponent(repository)}`;
  const { commits } = await door.sandbox(of, commitList);
  return { taskId, stories, pulls: pulls.filter((one) => one.repository === repository), commits };
}
