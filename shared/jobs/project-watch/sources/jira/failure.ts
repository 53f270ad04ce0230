import type { CallOutcome } from "../../../../integrations/call.ts";
import type { Delta } from "../signal-source.ts";

export type Failed = Extract<Delta, { kind: "failed" }>;

type Unanswered = Exclude<CallOutcome<unknown>, { kind: "answered" }>;

/** Why Jira could not be read, in words that name what to mend. @param key Jira's key of the project. */
export function failure(outcome: Unanswered, project: string, key: string): Failed {
  const { error } = outcome;
  const told = outcome.kind === "refused" ? advice(outcome.status, project, key) : null;
  return {
    kind: "failed",
    error: told === null ? error : `${error}; ${told}`,
    afterMs: outcome.kind === "not_applied" ? outcome.afterMs : null,
  };
}

function advice(status: number | undefined, project: string, key: string): string | null {
  if (status === 401) return "look at JIRA_USER and JIRA_API_TOKEN";
  if (status === 403) return `JIRA_USER may not see ${key}: give the account the right to browse it`;
  if (status === 400 || status === 404)
    return `look at jira.project of ${project} under projectWatch in RULES, and whether JIRA_USER may browse ${key}`;
  return null;
}
