import type { WatchItem } from "../../../../domain/watch/watch-signal.ts";
import type { WireTask } from "../../../../integrations/asana/schema.ts";

/** Words in the name of a section by which its tasks are under way. */
const underWay = /\b(?:progress|doing|review|test|testing|qa|blocked|waiting|hold|started|active)\b/i;
const finished = /\b(?:done|complete|completed|closed|shipped|released)\b/i;
const blocking = /\b(?:blocked|on hold)\b/i;

/** A task as it is now. What Asana calls a section is its status; it has no key, so that its number is one. */
export function itemOf(task: WireTask, project: string): WatchItem {
  const membership = task.memberships.find((one) => one.project?.gid === project);
  const section = membership?.section?.name ?? "To do";
  const status = task.completed ? "Completed" : section;
  const field = (name: RegExp) => task.custom_fields.find((one) => name.test(one.name ?? ""));
  return {
    source: "asana",
    key: task.gid,
    nativeId: task.gid,
    title: task.name,
    status,
    phase:
      task.completed || finished.test(section) ? "done" : underWay.test(section) ? "in_progress" : "to_do",
    blocked:
      !task.completed &&
      [section, ...task.tags.map(({ name }) => name ?? "")].some((one) => blocking.test(one)),
    type: typeOf(task.resource_subtype),
    assignee: task.assignee?.name ?? null,
    priority: field(/^priority$/i)?.display_value ?? null,
    sprint: field(/^sprint$/i)?.display_value ?? null,
    due: task.due_on ?? null,
    points: field(/^(?:story )?points$|^estimate$/i)?.number_value ?? null,
    url: task.permalink_url ?? null,
    updatedAt: task.modified_at,
    removed: membership === undefined,
  };
}

function typeOf(subtype: string | null | undefined): string {
  return subtype === null || subtype === undefined || subtype === "default_task" ? "task" : subtype;
}
