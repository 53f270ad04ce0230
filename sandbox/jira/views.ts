import { plainText } from "./adf.ts";
import { customFields, sprintId } from "./changes.ts";
import { type Change, type Comment, type History, type Issue, priorities } from "./issue.ts";
import { type Person, personView } from "./people.ts";
import { projects } from "./seed.ts";
import { statusView } from "./workflow.ts";

/** A moment as Jira writes it. */
export function jiraTime(iso: string): string {
  return new Date(iso).toISOString().replace("Z", "+0000");
}

/** A comment as Jira writes it; its properties only on request. */
export function commentView(comment: Comment, expand: string) {
  const { id, body, properties } = comment;
  const author = personView(comment.author);
  return {
    id,
    author,
    updateAuthor: author,
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    jsdPublic: true,
    body,
    ...(expand.split(",").includes("properties") ? { properties } : {}),
  };
}

/** A change of one field as Jira writes it. */
export function itemView({ field, fieldId, custom, from, before, to, after }: Change) {
  const fieldtype = custom ? "custom" : "jira";
  return { field, fieldtype, fieldId, from, fromString: before, to, toString: after };
}

/** An entry of the changelog as Jira writes it. */
export function historyView({ id, author, created, changes }: History) {
  return { id, author: personView(author), created: jiraTime(created), items: changes.map(itemView) };
}

/** The names of an issue's fields that a search shows on request. */
export const fieldNames: Record<string, string> = Object.fromEntries(
  Object.values(customFields).map(({ id, name }) => [id, name]),
);

/** An issue as Jira writes it. @param shown how many of its comments come along. */
export function issueView(issue: Issue, wanted: readonly string[], shown = Number.POSITIVE_INFINITY) {
  const { comments: said } = issue;
  const comments = said.slice(Math.max(0, said.length - shown)).map((comment) => commentView(comment, ""));
  const person = (one: Person | null) => one && personView(one);
  const all = {
    summary: issue.summary,
    description: issue.description,
    status: statusView(issue.status),
    labels: issue.labels,
    issuetype: { name: issue.type },
    project: projects.find((project) => project.key === issue.project),
    assignee: person(issue.assignee),
    creator: person(issue.reporter),
    reporter: person(issue.reporter),
    priority: { id: String(priorities.indexOf(issue.priority) + 1), name: issue.priority },
    duedate: issue.duedate,
    created: jiraTime(issue.created),
    updated: jiraTime(issue.updated),
    issuelinks: issue.blockedBy.map((key) => ({
      type: { name: "Blocks", inward: "is blocked by", outward: "blocks" },
      inwardIssue: { key },
    })),
    comment: {
      comments,
      startAt: said.length - comments.length,
      maxResults: comments.length,
      total: said.length,
    },
    [customFields.sprint.id]:
      issue.sprint === null
        ? null
        : [{ id: Number(sprintId(issue.sprint)), name: issue.sprint, state: "active", boardId: 1 }],
    [customFields.points.id]: issue.points,
    [customFields.flagged.id]: issue.flagged ? [{ id: "10019", value: "Impediment" }] : null,
  };
  const fields = wanted.includes("*all")
    ? all
    : Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
  return { id: issue.id, key: issue.key, fields };
}

/** An issue for the page and for tests: documents as plain text, and the statuses that it took. */
export function peopleView(issue: Issue) {
  const { histories, ...rest } = issue;
  return {
    ...rest,
    description: issue.description && plainText(issue.description),
    comments: issue.comments.map(({ body, ...comment }) => ({
      ...comment,
      by: comment.author.displayName,
      text: plainText(body),
    })),
    history: histories.flatMap(({ created, changes }) =>
      changes.flatMap(({ field, before, after }) =>
        field === "status" ? { at: created, from: before, to: after } : [],
      ),
    ),
    changelog: histories.map(({ id, created, author, changes }) => ({
      id,
      at: created,
      by: author.displayName,
      changes: changes.map(({ field, before, after }) => ({ field, before, after })),
    })),
  };
}
