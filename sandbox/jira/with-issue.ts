import type { Context } from "hono";
import type { TwinEnv } from "../twin.ts";
import type { Issue } from "./issue.ts";
import type { JiraState } from "./state.ts";
import { jiraError } from "./wire.ts";

export type C = Context<TwinEnv>;

/** Answers for an issue that must be there. */
export function withIssue(state: JiraState) {
  return (answer: (c: C, issue: Issue) => Response) => (c: C) => {
    const issue = state.find(c.req.param("key") ?? "");
    if (issue) return answer(c, issue);
    return c.json(jiraError(["Issue does not exist or you do not have permission to see it."]), 404);
  };
}
