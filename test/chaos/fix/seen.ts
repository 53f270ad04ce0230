import { z } from "zod";
import type { Door } from "../door.ts";
import { pullList, type PullView } from "../on-github.ts";

const issueList = z.object({ issues: z.array(z.object({ shortId: z.string(), status: z.string() })) });

/** What is to be seen of a fix outside. */
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
