import type { WatchItem, WatchSignalType } from "../../../../domain/watch/watch-signal.ts";

/** What is different about a task, and the stories in which Asana says who has done it. */
export interface Change {
  type: WatchSignalType;
  /** Names the change in the signal's id. */
  name: string;
  detail: Record<string, string | null>;
  /** In one line, behind the task's name. */
  words: string;
  stories: readonly string[];
}

const compared = [
  {
    type: "ticket_assignee",
    name: "assignee",
    stories: ["assigned", "unassigned"],
    of: (one) => one.assignee,
  },
  { type: "ticket_due", name: "due", stories: ["due_date_changed"], of: (one) => one.due },
  {
    type: "ticket_priority",
    name: "priority",
    stories: ["enum_custom_field_changed"],
    of: (one) => one.priority,
  },
  {
    type: "ticket_sprint",
    name: "sprint",
    stories: ["enum_custom_field_changed", "text_custom_field_changed"],
    of: (one) => one.sprint,
  },
  { type: "ticket_changed", name: "title", stories: ["name_changed"], of: (one) => one.title },
] as const satisfies readonly (Pick<Change, "type" | "name" | "stories"> & {
  of: (item: WatchItem) => string | null;
})[];

const moves = ["section_changed", "marked_complete", "marked_incomplete"];

/** What has changed from what we know of a task to what it is now. */
export function changesBetween(known: WatchItem, now: WatchItem): Change[] {
  if (now.removed)
    return known.removed
      ? []
      : [change("ticket_removed", "removed", known.status, null, ["removed_from_project"])];
  const back = known.removed
    ? [change("ticket_created", "back", null, now.status, ["added_to_project"])]
    : [];
  const fields = compared.flatMap(({ type, name, stories, of }) =>
    of(known) === of(now) ? [] : [change(type, name, of(known), of(now), stories)],
  );
  return [...back, ...status(known, now), ...fields];
}

/** A move that blocks a task, or unblocks it, is told as that and not as a move too. */
function status(known: WatchItem, now: WatchItem): Change[] {
  if (known.blocked !== now.blocked) {
    const type = now.blocked ? "ticket_blocked" : "ticket_unblocked";
    return [change(type, "status", known.status, now.status, [...moves, "added_to_tag", "removed_from_tag"])];
  }
  return known.status === now.status
    ? []
    : [change("ticket_status", "status", known.status, now.status, moves)];
}

function change(
  type: WatchSignalType,
  name: string,
  from: string | null,
  to: string | null,
  stories: readonly string[],
): Change {
  const words = `${name} from ${from ?? "none"} to ${to ?? "none"}`;
  return { type, name, detail: { field: name, from, to }, words, stories };
}
