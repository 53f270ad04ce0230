import type { Change, Fields, Issue } from "./issue.ts";
import { plainText } from "./adf.ts";
import { priorities } from "./issue.ts";
import { statusId } from "./workflow.ts";

/** The custom fields, by what they are. Their numbers differ from site to site, so nobody may rely on them. */
export const customFields = {
  sprint: { id: "customfield_10120", name: "Sprint", custom: "com.pyxis.greenhopper.jira:gh-sprint" },
  points: {
    id: "customfield_10133",
    name: "Story point estimate",
    custom: "com.pyxis.greenhopper.jira:jsw-story-points",
  },
  flagged: {
    id: "customfield_10121",
    name: "Flagged",
    custom: "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes",
  },
} as const;

/** What has changed between two states of an issue's fields, as the changelog words it. */
export function changesBetween(old: Issue, given: Partial<Fields>): Change[] {
  const next = { ...old, ...given };
  const found = [
    plain("summary", "summary", old.summary, next.summary),
    plain("description", "description", words(old), words(next)),
    plain("labels", "labels", old.labels.join(" "), next.labels.join(" ")),
    plain("issuetype", "issuetype", old.type, next.type),
    change("status", "status", [statusId(old.status), old.status], [statusId(next.status), next.status]),
    change("assignee", "assignee", person(old), person(next)),
    change("priority", "priority", priority(old), priority(next)),
    change("duedate", "duedate", due(old), due(next)),
    custom(customFields.sprint, sprint(old), sprint(next)),
    custom(customFields.points, points(old), points(next)),
    custom(customFields.flagged, flag(old), flag(next)),
  ];
  return [...found.flatMap((one) => one ?? []), ...linkChanges(old.blockedBy, next.blockedBy)];
}

type Value = readonly [machine: string | null, people: string | null];

function change(field: string, fieldId: string, [from, before]: Value, [to, after]: Value): Change | null {
  return before === after ? null : { field, fieldId, custom: false, from, before, to, after };
}

const plain = (field: string, id: string, before: string | null, after: string | null) =>
  change(field, id, [null, before], [null, after]);

function custom({ id, name }: { id: string; name: string }, old: Value, next: Value): Change | null {
  const changed = change(name, id, old, next);
  return changed && { ...changed, custom: true };
}

const words = ({ description }: Fields) => (description === null ? null : plainText(description));
const person = ({ assignee }: Fields): Value => [assignee?.accountId ?? null, assignee?.displayName ?? null];
const priority = ({ priority: name }: Fields): Value => [String(priorities.indexOf(name) + 1), name];
const due = ({ duedate }: Fields): Value => [duedate, duedate === null ? null : `${duedate} 00:00:00.0`];
const points = ({ points: n }: Fields): Value => [null, n === null ? "" : String(n)];
const flag = ({ flagged }: Fields): Value => (flagged ? ["[10019]", "Impediment"] : ["", ""]);
const sprint = ({ sprint: name }: Fields): Value => (name === null ? ["", ""] : [sprintId(name), name]);

/** A number that follows from a sprint's name. */
export function sprintId(name: string): string {
  return String(
    Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7),
  );
}

function linkChanges(old: readonly string[], next: readonly string[]): Change[] {
  const link = { field: "Link", fieldId: "issuelinks", custom: false };
  const none = { from: null, before: null, to: null, after: null };
  const told = (key: string) => `This issue is blocked by ${key}`;
  return [
    ...next
      .filter((key) => !old.includes(key))
      .map((key) => ({ ...link, ...none, to: key, after: told(key) })),
    ...old
      .filter((key) => !next.includes(key))
      .map((key) => ({ ...link, ...none, from: key, before: told(key) })),
  ];
}

/** A move to another project, as the changelog words it. */
export function moveChanges(from: { project: string; key: string }, to: { project: string; key: string }) {
  const item = { custom: false, from: null, to: null };
  return [
    { ...item, field: "project", fieldId: "project", before: from.project, after: to.project },
    { ...item, field: "Key", fieldId: "", before: from.key, after: to.key },
  ] satisfies Change[];
}
