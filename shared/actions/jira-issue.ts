import { z } from "zod";
import type { KindRules } from "../spine/action-kind.ts";

/** The key of an issue. Its form lets it stand in a path as it is. */
export const issueKey = z
  .string()
  .max(255)
  .regex(/^[A-Z][A-Z0-9]+-\d+$/, "must be an issue's key such as OPS-12");

/**
 * Why an issue, or a project, is not for us to write to: the rules name other projects of Jira. Null when they name it, or
 * none at all: then what Jira lets our user do is all that there is to go by.
 */
export function unknownJira(keyOrIssue: string, { jira }: Pick<KindRules, "jira">): string | null {
  const [key = ""] = keyOrIssue.split("-");
  return jira.length === 0 || jira.some((one) => one.key === key)
    ? null
    : `the rules name no Jira project ${key}, only ${jira.map((one) => one.key).join(", ")}`;
}

/** Why a person can't propose something there on behalf of a project: who decides would not be who decides on it. */
export function notThisProjects(
  keyOrIssue: string,
  rules: Pick<KindRules, "jira" | "project">,
): string | null {
  const [key = ""] = keyOrIssue.split("-");
  const owners = rules.jira.find((one) => one.key === key)?.projects ?? [rules.project];
  return (
    unknownJira(keyOrIssue, rules) ??
    (owners.includes(rules.project)
      ? null
      : `the Jira project ${key} belongs to the project ${owners.join(" and ")}, not to ${rules.project}`)
  );
}
