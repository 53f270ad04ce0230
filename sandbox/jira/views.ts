import { plainText } from "./adf.ts";
import { personOf, personView } from "./people.ts";
import { projects } from "./seed.ts";
import type { Comment, Issue } from "./state.ts";
import { statusView } from "./workflow.ts";

/** A comment as Jira writes it; its properties only on request. */
export function commentView(comment: Comment, expand: string) {
  const { id, created, body, properties } = comment;
  const author = personView(personOf(comment.author));
  return { id, author, created, body, ...(expand.split(",").includes("properties") ? { properties } : {}) };
}

/** An issue as Jira writes it. */
export function issueView(issue: Issue, wanted: readonly string[]) {
  const comments = issue.comments.map((comment) => commentView(comment, ""));
  const all = {
    summary: issue.summary,
    description: issue.description,
    status: statusView(issue.status),
    labels: issue.labels,
    issuetype: { name: issue.type },
    project: projects.find((project) => project.key === issue.project),
    created: issue.created,
    comment: { comments, startAt: 0, maxResults: comments.length, total: comments.length },
  };
  const fields = wanted.includes("*all")
    ? all
    : Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name)));
  return { id: issue.id, key: issue.key, fields };
}

/** An issue for the page and for tests: documents as plain text. */
export function peopleView(issue: Issue) {
  return {
    ...issue,
    description: issue.description && plainText(issue.description),
    comments: issue.comments.map(({ body, ...comment }) => ({
      ...comment,
      by: personOf(comment.author).displayName,
      text: plainText(body),
    })),
  };
}
export type PeopleIssue = ReturnType<typeof peopleView>;
