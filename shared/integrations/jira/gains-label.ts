import type { LabelEvent } from "./change-name.ts";

/** Whether an event gives an issue the label: it is made with it, or gets it. */
export function gainsLabel({ name, event: { issue, changelog } }: LabelEvent, label: string): boolean {
  const has = (labels: readonly string[]): boolean =>
    labels.some((one) => one.toLowerCase() === label.toLowerCase());
  if (name === "jira:issue_created") return has(issue.fields.labels ?? []);
  return (changelog?.items ?? []).some(
    ({ field, before, after }) => field === "labels" && has(labelsIn(after)) && !has(labelsIn(before)),
  );
}

/** A text of the changelog as labels, which have no spaces in them. */
export function labelsIn(text: string | null): string[] {
  return text?.split(/\s+/).filter((label) => label !== "") ?? [];
}
