import { z } from "zod";
import { adf, type Adf } from "./adf.ts";
import { app, people } from "./people.ts";
import { seededIssues } from "./seed.ts";
import { type Status, statuses } from "./workflow.ts";

const property = z.strictObject({ key: z.string().min(1).max(255), value: z.json() });
export type Property = z.infer<typeof property>;
export const propertiesSchema = z.array(property);

const commentSchema = z.object({
  id: z.string(),
  created: z.string(),
  body: adf,
  /** The account of who wrote it. */
  author: z.string().default(app.accountId),
  properties: propertiesSchema,
});
export type Comment = z.infer<typeof commentSchema>;

const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string(),
  type: z.string(),
  summary: z.string(),
  description: adf.nullable(),
  labels: z.array(z.string()),
  status: z.enum(statuses),
  created: z.string(),
  comments: z.array(commentSchema),
  /** The statuses that it left and took, oldest first. */
  history: z.array(z.object({ at: z.string(), from: z.enum(statuses), to: z.enum(statuses) })),
});
export type Issue = z.infer<typeof issueSchema>;

const kept = z.object({ issues: z.array(issueSchema), counter: z.number() });

const keptIssues = 500;
const keptComments = 500;

/** Everything that the stand-in for Jira remembers. */
export class JiraState {
  issues: Issue[] = [];
  #counter = 0;

  constructor() {
    this.reset();
  }

  find(key: string): Issue | undefined {
    return this.issues.find((issue) => issue.key === key || issue.id === key);
  }

  create(fields: Pick<Issue, "project" | "type" | "summary" | "description" | "labels">): Issue {
    const numbers = this.issues
      .filter((issue) => issue.project === fields.project)
      .map((issue) => Number(issue.key.split("-")[1]));
    const issue: Issue = {
      ...fields,
      id: this.#nextId(),
      key: `${fields.project}-${Math.max(0, ...numbers) + 1}`,
      status: "To Do",
      created: new Date().toISOString(),
      comments: [],
      history: [],
    };
    this.issues = [...this.issues, issue].slice(-keptIssues);
    return issue;
  }

  comment(issue: Issue, body: Adf, properties: Property[], author = app.accountId): Comment {
    const comment = { id: this.#nextId(), created: new Date().toISOString(), body, author, properties };
    issue.comments = [...issue.comments, comment].slice(-keptComments);
    return comment;
  }

  /** False when the issue has the label already. */
  label(issue: Issue, label: string): boolean {
    if (issue.labels.includes(label)) return false;
    issue.labels = [...issue.labels, label];
    return true;
  }

  move(issue: Issue, to: Status): void {
    const step = { at: new Date().toISOString(), from: issue.status, to };
    issue.history = [...issue.history, step].slice(-keptComments);
    issue.status = to;
  }

  reset(): void {
    this.#counter = 10_000;
    this.issues = [];
    for (const { status, comment, ...fields } of seededIssues) {
      const issue = this.create(fields);
      issue.status = status;
      if (comment) this.comment(issue, comment, [], people.get("jonas")?.accountId);
    }
  }

  snapshot(): unknown {
    return { issues: this.issues, counter: this.#counter };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    this.issues = parsed.data.issues;
    this.#counter = parsed.data.counter;
  }

  /** Unique and growing, also over a restart. */
  #nextId(): string {
    this.#counter += 1;
    return String(this.#counter);
  }
}
