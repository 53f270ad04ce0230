import type { C } from "./with-issue.ts";

/** Root of the stand-in's site, as the caller reaches it. */
export function originOf(c: C): string {
  return `${new URL(c.req.url).origin}/jira`;
}
