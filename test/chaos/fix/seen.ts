import { z } from "zod";
import type { Door } from "../door.ts";

const pullSchema = z.object({
  repository: z.string(),
  number: z.number(),
  state: z.enum(["draft", "open", "merged", "closed"]),
  head: z.string(),
  comments: z.array(z.object({ body: z.string(), user: z.string() })),
  commits: z.array(z.object({ message: z.string() })),
});
export const pullList = z.object({ pulls: z.array(pullSchema) });
export type PullView = z.infer<typeof pullSchema>;

const issueList = z.object({ issues: z.array(z.object({ shortId: z.string(), status: z.string() })) });

/** What is to be seen of a fix outside, and which of its moments never came. */
export interface FixSeen {
  taskId: string;
  pulls: PullView[];
  /** Sentry's word about the bug. */
  issue: string | null;
}

export async function seenOfFix(door: Door, taskId: string): Promise<FixSeen> {
  const { pulls } = await door.sandbox("/github/_people/pulls", pullList);
  const { issues } = await door.sandbox("/sentry/_people/issues", issueList);
  return { taskId, pulls, issue: issues.find(({ shortId }) => shortId === "CHECKOUT-1")?.status ?? null };
}
