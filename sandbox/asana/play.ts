import { z } from "zod";
import { type AsanaState, personNames, projects, type Task } from "./state.ts";

const moment = z
  .union([z.iso.datetime({ offset: true }), z.number()])
  .transform((value) => new Date(value).toISOString());

const common = {
  /** Absent: now. */
  at: moment.optional(),
  by: z.enum(personNames).default("maya"),
};
const changeable = {
  name: z.string().min(1).optional(),
  notes: z.string().optional(),
  due: z.iso.date().nullable().optional(),
  assignee: z.enum(personNames).nullable().optional(),
  tags: z.array(z.string()).optional(),
  fields: z.record(z.string(), z.string()).optional(),
};
const onTask = { ...common, task: z.string() };

/** What somebody does. A task is named by its number, or by its name. */
export const stepSchema = z.discriminatedUnion("do", [
  z.strictObject({
    ...common,
    ...changeable,
    do: z.literal("create"),
    name: z.string().min(1),
    section: z.string().default("To do"),
  }),
  z.strictObject({ ...onTask, ...changeable, do: z.literal("change") }),
  z.strictObject({ ...onTask, do: z.literal("move"), section: z.string().min(1) }),
  z.strictObject({ ...onTask, do: z.literal("comment"), text: z.string().min(1) }),
  z.strictObject({ ...onTask, do: z.literal("complete") }),
  z.strictObject({ ...onTask, do: z.literal("reopen") }),
  z.strictObject({ ...onTask, do: z.literal("take out") }),
  z.strictObject({ ...onTask, do: z.literal("delete") }),
]);
export type Step = z.infer<typeof stepSchema>;
export const playRequest = z.strictObject({ steps: z.array(stepSchema).min(1) });

/** Does one step; null when there is no such task. */
export function play(state: AsanaState, step: Step): Task | null {
  const at = step.at ?? new Date(state.now()).toISOString();
  if (step.do === "create")
    return state.add({
      project: projects[0].gid,
      name: step.name,
      notes: step.notes ?? "",
      section: step.section,
      completed: false,
      due: step.due ?? null,
      assignee: step.assignee ?? null,
      tags: step.tags ?? [],
      fields: step.fields ?? {},
      createdBy: step.by,
      created: at,
    });
  const task = state.find(step.task) ?? state.tasks.findLast(({ name }) => name === step.task);
  if (task === undefined) return null;
  const tell = (subtype: string, text: string, field: string | null): void =>
    state.tell(task, step.by, at, subtype, text, field);
  switch (step.do) {
    case "move":
      task.section = step.section;
      tell("section_changed", `moved this task to ${step.section}`, "memberships");
      break;
    case "comment":
      tell("comment_added", step.text, null);
      break;
    case "complete":
    case "reopen":
      task.completed = step.do === "complete";
      tell(task.completed ? "marked_complete" : "marked_incomplete", "", "completed");
      break;
    case "take out":
      state.takeOut(task, step.by, at);
      break;
    case "delete":
      state.remove(task, step.by, at);
      break;
    case "change": {
      const { name, notes, due, assignee, tags, fields } = step;
      if (name !== undefined) task.name = name;
      if (notes !== undefined) task.notes = notes;
      if (due !== undefined) task.due = due;
      if (assignee !== undefined) task.assignee = assignee;
      if (tags !== undefined) task.tags = tags;
      if (fields !== undefined) task.fields = { ...task.fields, ...fields };
      const told = { name, notes, due, assignee, tags, fields };
      for (const [member, subtype] of Object.entries(subtypes))
        if (Object.entries(told).some(([key, value]) => key === member && value !== undefined))
          tell(subtype, "", member);
      break;
    }
  }
  return task;
}

const subtypes = {
  name: "name_changed",
  notes: "notes_changed",
  due: "due_date_changed",
  assignee: "assigned",
  tags: "added_to_tag",
  fields: "enum_custom_field_changed",
};
