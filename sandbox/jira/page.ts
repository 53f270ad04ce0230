import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import type { PeopleIssue } from "./views.ts";

/** The issues for people to read, newest first, each with its comments. */
export function jiraPage(issues: readonly PeopleIssue[]): Html {
  return peoplePage("Sandbox Jira", "A sandbox: none of these issues is real.", issues.map(article));
}

function article(issue: PeopleIssue): Html {
  return html`<article id="${issue.key}" aria-labelledby="${issue.key}-title">
    <h2 id="${issue.key}-title">${issue.key}: ${issue.summary}</h2>
    <dl>
      <dt>Status</dt>
      <dd>${issue.status}</dd>
      <dt>Type</dt>
      <dd>${issue.type}</dd>
      <dt>Labels</dt>
      <dd>${issue.labels.join(", ") || "none"}</dd>
    </dl>
    ${issue.description ? html`<p class="text">${issue.description}</p>` : ""}
    ${issue.comments.length > 0 ? html`<h3>Comments</h3>` : ""}
    ${issue.comments.map(
      (comment) =>
        html`<p class="text">${comment.text}</p>
          <p class="note"><time datetime="${comment.created}">${comment.created}</time></p>`,
    )}
  </article>`;
}
