import type { IssueEvent } from "./wire.ts";

/** Whether an event gives an issue the label: it is made with it, or gets it. */
export function gainsLabel(event: string, { issue, changelog }: IssueEvent, label: string): boolean {
  const has = (labels: readonly string[]): boolean =>
    labels.some((one) => one.toLowerCase() === label.toLowerCase());
  if (event === "jira:issue_created") return has(issue.fields.labels ?? []);
  return (changelog?.items ?? []).some(
    ({ field, before, after }) => field === "labels" && has(labelsIn(after)) && !has(labelsIn(before)),
  );
}

/** Labels have no spaces in them. */
function labelsIn(text: string | null): string[] {
  return text?.split(/\s+/).filter((label) => label !== "") ?? [];
}
