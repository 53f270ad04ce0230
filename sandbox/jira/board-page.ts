import { html } from "hono/html";
import type { Delivery } from "../deliver-webhook.ts";
import { type Html, peoplePage } from "../people-page.ts";
import type { Issue } from "./issue.ts";
import { asWhom } from "./page-parts.ts";
import { issueTypes, projects } from "./seed.ts";
import type { JiraState } from "./state.ts";
import { columnsOf } from "./workflow.ts";

/** The boards for people to read, a column a status, and what was told of them. */
export function boardPage(state: JiraState, deliveries: readonly Delivery[]): Html {
  const note = "A sandbox: none of these issues is real.";
  const boards = projects.map(({ key, name }) =>
    board(
      key,
      name,
      state.issues.filter((issue) => issue.project === key),
    ),
  );
  return peoplePage("Sandbox Jira", note, [creation(state), ...boards, log(deliveries)], style);
}

const style = html`<style>
  body {
    max-width: 80rem;
  }
  .board {
    display: flex;
    gap: 0.8rem;
    overflow-x: auto;
    align-items: flex-start;
  }
  .board section {
    flex: 1 0 11rem;
  }
  .board h3 {
    margin: 0;
  }
  .board article {
    padding: 0.3rem 0.7rem;
    margin: 0.5rem 0;
  }
</style>`;

function creation(state: JiraState): Html {
  return html`<details>
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
        <label>Labels <input name="labels" /></label> ${asWhom(state)} <button>Create</button>
      </p>
    </form>
  </details>`;
}

function board(key: string, name: string, issues: readonly Issue[]): Html {
  return html`<h2 id="${key}">${name} (${key})</h2>
    <div class="board" role="group" aria-labelledby="${key}" tabindex="0">
      ${columnsOf(key).map((status) => {
        const here = issues.filter((issue) => issue.status === status);
        return html`<section aria-label="${status} in ${name}">
          <h3>${status} <span class="note">${here.length}</span></h3>
          ${here.map(card)}
        </section>`;
      })}
    </div>`;
}

function card({ key, summary, assignee, duedate, flagged, labels }: Issue): Html {
  const notes = [
    assignee?.displayName,
    duedate === null ? undefined : `due ${duedate}`,
    flagged ? "flagged" : undefined,
    labels.length > 0 ? labels.join(", ") : undefined,
  ].filter((one) => one !== undefined);
  return html`<article>
    <a href="/jira/browse/${key}">${key}</a> ${summary}
    ${notes.length > 0 ? html`<div class="note">${notes.join(" · ")}</div>` : ""}
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
