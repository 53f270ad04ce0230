import { html } from "hono/html";
import type { Delivery } from "../deliver-webhook.ts";
import { type Html, peoplePage } from "../people-page.ts";
import { people } from "./people.ts";
import { issueTypes, projects } from "./seed.ts";
import type { PeopleIssue } from "./views.ts";

/** The issues for people to read and to work on, newest first, each with its comments. */
export function jiraPage(issues: readonly PeopleIssue[], deliveries: readonly Delivery[]): Html {
  const note = "A sandbox: none of these issues is real.";
  return peoplePage("Sandbox Jira", note, [creation, ...issues.map(article), log(deliveries)]);
}

const asWhom = html`<label
  >as
  <select name="user">
    ${Array.from(people).map(([name, { displayName }]) => html`<option value="${name}">${displayName}</option>`)}
  </select></label
>`;

const creation = html`<details>
  <summary>New issue</summary>
  <form method="post" action="/jira/_people/issue">
    <p>
      <label
        >Project
        <select name="project">
          ${projects.map(({ key, name }) => html`<option value="${key}">${name}</option>`)}
        </select></label
      >
      <label
        >Type
        <select name="type">
          ${issueTypes.map((type) => html`<option ${type === "Bug" ? "selected" : ""}>${type}</option>`)}
        </select></label
      >
    </p>
    <p>
      <label>Summary <input name="summary" required maxlength="255" size="50" /></label>
    </p>
    <p>
      <label>Description <textarea name="description" rows="4" cols="60"></textarea></label>
    </p>
    <p>
      <label>Labels <input name="labels" /></label> ${asWhom} <button>Create</button>
    </p>
  </form>
</details>`;

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
          <p class="note">${comment.by}, <time datetime="${comment.created}">${comment.created}</time></p>`,
    )}
    <details>
      <summary>Label or comment on ${issue.key}</summary>
      <form method="post" action="/jira/_people/label">
        <input type="hidden" name="issue" value="${issue.key}" />
        <p>
          <label>Label <input name="label" required pattern="\\S+" value="AI-Fix" /></label> ${asWhom}
          <button>Add label</button>
        </p>
      </form>
      <form method="post" action="/jira/_people/comment">
        <input type="hidden" name="issue" value="${issue.key}" />
        <p>
          <label>Comment <textarea name="text" required rows="2" cols="50"></textarea></label>
        </p>
        <p>${asWhom} <button>Comment</button></p>
      </form>
    </details>
  </article>`;
}

function log(deliveries: readonly Delivery[]): Html {
  return html`<h2 id="deliveries">Webhooks</h2>
    ${deliveries.length === 0 ? html`<p class="note">Nothing was sent yet.</p>` : ""}
    ${deliveries.map(
      ({ at, title, status, ms }) =>
        html`<p>
          <time datetime="${at}">${at}</time> ${title}: ${status === 0 ? "no answer" : status} after ${ms} ms
        </p>`,
    )}`;
}
