import { z } from "zod";
import type { Adf } from "./adf.ts";
import { changesBetween, moveChanges } from "./changes.ts";
import {
  type Change,
  type Comment,
  type Fields,
  type History,
  type Issue,
  issueSchema,
  type Property,
  type Link,
} from "./issue.ts";
import { app, people, type Person, personSchema } from "./people.ts";
import { seededIssues } from "./seed.ts";
import { defaultSettings, type JiraSettings } from "./settings.ts";

const kept = z.object({
  issues: z.array(issueSchema),
  counter: z.number(),
  people: z.array(z.tuple([z.string(), personSchema])),
  /** The last number that each project has given. */
  numbers: z.array(z.tuple([z.string(), z.number()])),
});

const keptIssues = 1000;
const keptEntries = 500;

/** Who does something, and when. Absent: the app, now. */
export interface Doing {
  by?: Person;
  /** ISO; a story is told with the dates that it has. */
  at?: string | undefined;
}

export type NewIssue = Pick<Issue, "project" | "summary"> & Partial<Fields>;

const plainFields: Omit<Fields, "summary"> = {
  type: "Task",
  description: null,
  labels: [],
  status: "To Do",
  assignee: null,
  priority: "Medium",
  duedate: null,
  sprint: null,
  points: null,
  flagged: false,
  blockedBy: [],
};

/** Everything that the stand-in for Jira remembers. */
export class JiraState {
  issues: Issue[] = [];
  settings: JiraSettings = defaultSettings;
  people = new Map<string, Person>(people);
  #counter = 0;
  #numbers = new Map<string, number>();
  #aheadMs = 0;

  constructor() {
    this.reset();
  }

  /** The present moment, epoch milliseconds. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  set(settings: JiraSettings): void {
    const { now } = settings;
    if (now !== this.settings.now) this.#aheadMs = now === null ? 0 : Date.parse(now) - Date.now();
    this.settings = settings;
  }

  find(key: string): Issue | undefined {
    return this.issues.find(
      (issue) => issue.key === key || issue.id === key || issue.formerKeys.includes(key),
    );
  }

  create({ project, ...fields }: NewIssue, { by = app, at = this.#iso() }: Doing = {}): Issue {
    const issue: Issue = {
      ...plainFields,
      ...fields,
      project,
      id: this.#nextId(),
      key: this.#takeKey(project),
      formerKeys: [],
      reporter: by,
      created: at,
      updated: at,
      indexed: { before: null, writtenAt: Date.now() },
      comments: [],
      histories: [],
      links: [],
    };
    this.issues = [...this.issues, issue].slice(-keptIssues);
    return issue;
  }

  comment(issue: Issue, body: Adf, properties: Property[], doing: Doing = {}): Comment {
    const { by = app, at = this.#iso() } = doing;
    const comment = { id: this.#nextId(), created: at, updated: at, body, author: by, properties };
    issue.comments = [...issue.comments, comment].slice(-keptEntries);
    this.#touch(issue, at);
    return comment;
  }

  /** Makes a link, or changes the one of that name. */
  link(issue: Issue, { globalId, url, title }: Omit<Link, "id">): { link: Link; isNew: boolean } {
    const known = issue.links.find((one) => one.globalId === globalId);
    const link = { id: known?.id ?? Number(this.#nextId()), globalId, url, title };
    issue.links = [...issue.links.filter((one) => one !== known), link];
    return { link, isNew: known === undefined };
  }

  /** Changes fields. Null when nothing is other than it was. */
  change(issue: Issue, fields: Partial<Fields>, doing: Doing = {}): History | null {
    const changes = changesBetween(issue, fields);
    Object.assign(issue, fields);
    return changes.length === 0 ? null : this.#record(issue, changes, doing);
  }

  /** Moves an issue to another project, where it has a new key. */
  moveToProject(issue: Issue, project: string, doing: Doing = {}): History {
    const from = { project: issue.project, key: issue.key };
    issue.formerKeys = [...issue.formerKeys, issue.key];
    issue.key = this.#takeKey(project);
    issue.project = project;
    return this.#record(issue, moveChanges(from, issue), doing);
  }

  delete(issue: Issue): void {
    this.issues = this.issues.filter((one) => one !== issue);
  }

  reset(): void {
    this.#counter = 10_000;
    this.issues = [];
    this.people = new Map(people);
    this.#numbers = new Map();
    this.set(defaultSettings);
    for (const { comment, ...fields } of seededIssues) {
      const issue = this.create(fields);
      const by = people.get("jonas");
      if (comment && by) this.comment(issue, comment, [], { by });
    }
  }

  snapshot(): unknown {
    const { issues } = this;
    return { issues, counter: this.#counter, people: [...this.people], numbers: [...this.#numbers] };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    this.issues = parsed.data.issues;
    this.people = new Map(parsed.data.people);
    this.#counter = parsed.data.counter;
    this.#numbers = new Map(parsed.data.numbers);
  }

  #record(issue: Issue, changes: Change[], { by = app, at = this.#iso() }: Doing): History {
    const history = { id: this.#nextId(), created: at, author: by, changes };
    issue.histories = [...issue.histories, history].slice(-keptEntries);
    this.#touch(issue, at);
    return history;
  }

  #touch(issue: Issue, at: string): void {
    issue.indexed = { before: issue.updated, writtenAt: Date.now() };
    issue.updated = at > issue.updated ? at : issue.updated;
  }

  #iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** The key that the next issue of a project gets. */
  nextKey(project: string): string {
    return `${project}-${(this.#numbers.get(project) ?? 0) + 1}`;
  }

  #takeKey(project: string): string {
    const key = this.nextKey(project);
    this.#numbers.set(project, (this.#numbers.get(project) ?? 0) + 1);
    return key;
  }

  /** Unique and growing, also over a restart. */
  #nextId(): string {
    this.#counter += 1;
    return String(this.#counter);
  }
}
