import { isObject, type JsonObject } from "../json.ts";
import { type Event, people, projects, type Task, workspace } from "./state.ts";

const named = (resource_type: string, gid: string, name: string) => ({ gid, resource_type, name });
const user = (name: keyof typeof people) => named("user", people[name].gid, people[name].name);

/** A task with all that can be asked for. */
export function taskView(task: Task): JsonObject {
  const project = projects.find(({ gid }) => gid === task.project);
  const section = named("section", `${task.project ?? ""}${task.section.length}`, task.section);
  return {
    ...named("task", task.gid, task.name),
    resource_subtype: "default_task",
    notes: task.notes,
    completed: task.completed,
    created_at: task.created,
    modified_at: task.modified,
    due_on: task.due,
    permalink_url: `https://app.asana.example/0/${task.project ?? "0"}/${task.gid}`,
    assignee: task.assignee === null ? null : user(task.assignee),
    created_by: user(task.createdBy),
    tags: task.tags.map((tag) => named("tag", tag, tag)),
    memberships: project ? [{ project: named("project", project.gid, project.name), section }] : [],
    custom_fields: Object.entries(task.fields).map(([name, value]) => ({
      ...named("custom_field", name, name),
      display_value: value,
      number_value: Number.isFinite(Number(value)) ? Number(value) : null,
    })),
    workspace: named("workspace", workspace, "Signalbox"),
  };
}

export function storyView({ gid, at, by, subtype, text }: Task["stories"][number]): JsonObject {
  const type = subtype === "comment_added" ? "comment" : "system";
  return {
    gid,
    resource_type: "story",
    created_at: at,
    created_by: user(by),
    resource_subtype: subtype,
    text,
    type,
  };
}

export function eventView({ action, type, at, by, gid, parent, field }: Event): JsonObject {
  return {
    user: user(by),
    created_at: at,
    action,
    type,
    resource: { gid, resource_type: type },
    parent: parent === null ? null : { gid: parent, resource_type: "task" },
    ...(field === null ? {} : { change: { field, action: "changed" } }),
  };
}

/** What `opt_fields` names of a view, with the numbers that are always there; undefined where it names what isn't. */
export function picked(view: JsonObject, fields: string | undefined): JsonObject | undefined {
  const chosen: JsonObject = { gid: view["gid"], resource_type: view["resource_type"] };
  for (const [name, below] of branches(fields?.split(",") ?? ["name"])) {
    if (!(name in view)) return undefined;
    const value = view[name];
    const part = (one: unknown): unknown => (isObject(one) ? partOf(one, below) : one);
    chosen[name] = Array.isArray(value) ? value.map(part) : part(value);
  }
  return chosen;
}

/** Without words on what of it, a thing is shown in short: by its number, and by what is asked for below it. */
function partOf(view: JsonObject, below: readonly string[]): unknown {
  const short = view["gid"] === undefined ? {} : { gid: view["gid"], resource_type: view["resource_type"] };
  if (below.length === 0) return { ...short, ...("name" in view ? { name: view["name"] } : {}) };
  const part: JsonObject = { ...short };
  for (const [name, deeper] of branches(below)) {
    const value = view[name];
    part[name] = isObject(value) ? partOf(value, deeper) : value;
  }
  return part;
}

/** Paths by their first word, with what is behind it. */
function branches(paths: readonly string[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const path of paths) {
    const [name = "", ...rest] = path.split(".");
    all.set(name, [...(all.get(name) ?? []), ...(rest.length > 0 ? [rest.join(".")] : [])]);
  }
  return all;
}
