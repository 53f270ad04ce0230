import type { WatchItem } from "../../domain/watch/watch-signal.ts";
import type { IssueFields, JiraUser, Ticket } from "./shapes.ts";
import type { WatchedProject } from "./watched.ts";
import { lookUp } from "../../platform/look-up.ts";

const phases = { new: "to_do", indeterminate: "in_progress", done: "done" } as const;

/** A ticket as it is now. @param over what is otherwise than its fields say. */
export function itemOf(
  { id, key, fields }: Ticket,
  { root, fields: custom }: WatchedProject,
  over: Partial<Pick<WatchItem, "key" | "removed">> = {},
): WatchItem {
  const first = <T>(ids: readonly string[], read: (value: unknown) => T | null): T | null =>
    ids.map((one) => read(lookUp(fields, one))).find((value) => value !== null) ?? null;
  return {
    source: "jira",
    key,
    nativeId: id,
    title: oneLine(fields.summary),
    status: fields.status?.name ?? "",
    phase: phaseOf(fields),
    blocked:
      first(custom.flagged, flagIn) === true ||
      isBlockedStatus(fields.status?.name ?? "") ||
      waitsForOthers(fields),
    type: fields.issuetype?.name ?? null,
    assignee: fields.assignee ? nameOf(fields.assignee) : null,
    priority: fields.priority?.name ?? null,
    sprint: first(custom.sprint, sprintIn),
    due: fields.duedate?.slice(0, 10) || null,
    points: first(custom.points, (value) => (typeof value === "number" ? value : null)),
    url: `${root}/browse/${key}`,
    updatedAt: fields.updated ?? fields.created ?? 0,
    removed: false,
    ...over,
  };
}

/** Whether a status says by its name that nothing moves. */
export function isBlockedStatus(name: string): boolean {
  return /\b(blocked|impeded|on hold|stuck)\b/i.test(name);
}

export function nameOf(user: JiraUser | null | undefined): string {
  return oneLine(user?.displayName ?? user?.name ?? user?.accountId ?? "") || "somebody";
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function phaseOf({ status }: IssueFields): WatchItem["phase"] {
  const key = status?.statusCategory?.key ?? "";
  return isPhase(key) ? phases[key] : "to_do";
}

function isPhase(key: string): key is keyof typeof phases {
  return Object.hasOwn(phases, key);
}

/** An issue that it is linked to as blocked by is not done. */
function waitsForOthers({ issuelinks }: IssueFields): boolean {
  return (issuelinks ?? []).some(
    ({ type, inwardIssue }) =>
      inwardIssue &&
      /block/i.test(type?.inward ?? "") &&
      inwardIssue.fields?.status?.statusCategory?.key !== "done",
  );
}

function flagIn(value: unknown): true | null {
  return Array.isArray(value) && value.length > 0 ? true : null;
}

/** The running sprint, else the last; Server writes each as one text. */
function sprintIn(value: unknown): string | null {
  const sprints = (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
    if (typeof one === "string") {
      const [, name] = /[[,]name=([^,\]]*)/.exec(one) ?? [];
      return name === undefined ? [] : [{ name, active: /[[,]state=ACTIVE/i.test(one) }];
    }
    if (typeof one !== "object" || one === null || !("name" in one) || typeof one.name !== "string")
      return [];
    return [{ name: one.name, active: "state" in one && one.state === "active" }];
  });
  return (sprints.find(({ active }) => active) ?? sprints.at(-1))?.name ?? null;
}
