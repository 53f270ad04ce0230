import { z } from "zod";

/** Who acts in Asana, by the name that a form sends. Carla is a guest: a customer. */
export const people = {
  maya: { gid: "1201", name: "Maya Ortiz", guest: false },
  lena: { gid: "1202", name: "Lena Fischer", guest: false },
  priya: { gid: "1203", name: "Priya Raman", guest: false },
  jonas: { gid: "1204", name: "Jonas Berg", guest: false },
  carla: { gid: "1209", name: "Carla Weiss", guest: true },
} as const;
export const personNames = ["maya", "lena", "priya", "jonas", "carla"] as const;
export type PersonName = (typeof personNames)[number];

export const workspace = "1100000000000001";
export const projects = [{ gid: "1200000000000001", name: "Atlas" }] as const;
export const sections = ["To do", "In progress", "Blocked", "In review", "Done"] as const;

const storySchema = z.object({
  gid: z.string(),
  at: z.string(),
  by: z.enum(personNames),
  subtype: z.string(),
  text: z.string(),
});

const taskSchema = z.object({
  gid: z.string(),
  /** Null: it was taken out of its project. */
  project: z.string().nullable(),
  name: z.string(),
  notes: z.string(),
  section: z.string(),
  completed: z.boolean(),
  due: z.string().nullable(),
  assignee: z.enum(personNames).nullable(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), z.string()),
  createdBy: z.enum(personNames),
  created: z.string(),
  modified: z.string(),
  stories: z.array(storySchema),
});
export type Task = z.infer<typeof taskSchema>;

const eventSchema = z.object({
  seq: z.number(),
  project: z.string(),
  at: z.string(),
  action: z.enum(["added", "changed", "removed", "deleted"]),
  type: z.enum(["task", "story"]),
  by: z.enum(personNames),
  gid: z.string(),
  /** The task of a story. */
  parent: z.string().nullable(),
  field: z.string().nullable(),
});
export type Event = z.infer<typeof eventSchema>;

const kept = z.object({
  tasks: z.array(taskSchema),
  events: z.array(eventSchema),
  seq: z.number(),
  counter: z.number(),
  generation: z.number(),
});

const keptEvents = 5000;
const firstGid = 1_210_000_000_000_000;

/** Everything that the stand-in for Asana remembers. */
export class AsanaState {
  tasks: Task[] = [];
  events: Event[] = [];
  seq = 0;
  /** Tokens of an earlier one have expired. */
  generation = 1;
  /** So many events are never told of. */
  lost = 0;
  #counter = 0;
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  find(gid: string): Task | undefined {
    return this.tasks.find((one) => one.gid === gid);
  }

  nextGid(): string {
    this.#counter += 1;
    return String(firstGid + this.#counter);
  }

  add(task: Omit<Task, "gid" | "stories" | "modified">): Task {
    const added = { ...task, gid: this.nextGid(), stories: [], modified: task.created };
    this.tasks.push(added);
    this.#event(added, task.createdBy, task.created, { action: "added", type: "task", gid: added.gid });
    return added;
  }

  /** Notes what somebody has said or done. */
  tell(task: Task, by: PersonName, at: string, subtype: string, text: string, field: string | null): void {
    const gid = this.nextGid();
    task.stories.push({ gid, at, by, subtype, text });
    if (at > task.modified) task.modified = at;
    if (field !== null) this.#event(task, by, at, { action: "changed", type: "task", gid: task.gid, field });
    this.#event(task, by, at, { action: "added", type: "story", gid, parent: task.gid });
  }

  takeOut(task: Task, by: PersonName, at: string): void {
    this.#event(task, by, at, { action: "removed", type: "task", gid: task.gid });
    task.project = null;
    if (at > task.modified) task.modified = at;
  }

  remove(task: Task, by: PersonName, at: string): void {
    this.#event(task, by, at, { action: "deleted", type: "task", gid: task.gid });
    this.tasks = this.tasks.filter((one) => one !== task);
  }

  reset(): void {
    this.tasks = [];
    this.events = [];
    this.seq = 0;
    this.lost = 0;
    this.generation += 1;
  }

  snapshot(): unknown {
    const { tasks, events, seq, generation } = this;
    return { tasks, events, seq, generation, counter: this.#counter };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    const { tasks, events, seq, generation, counter } = parsed.data;
    Object.assign(this, { tasks, events, seq, generation });
    this.#counter = counter;
  }

  #event(
    { project }: Task,
    by: PersonName,
    at: string,
    event: Pick<Event, "action" | "type" | "gid"> & Partial<Pick<Event, "parent" | "field">>,
  ): void {
    if (project === null) return;
    if (this.lost > 0) {
      this.lost -= 1;
      return;
    }
    this.seq += 1;
    const told = { parent: null, field: null, ...event, seq: this.seq, project, at, by };
    this.events = [...this.events, told].slice(-keptEvents);
  }
}
