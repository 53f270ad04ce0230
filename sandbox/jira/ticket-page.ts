import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import type { Issue } from "./issue.ts";
import { asWhom } from "./page-parts.ts";
import type { JiraState } from "./state.ts";
import { peopleView } from "./views.ts";
import { columnsOf } from "./workflow.ts";

/** One issue, with what people can do to it, its comments and its history. */
export function ticketPage(state: JiraState, found: Issue): Html {
  const issue = peopleView(found);
  const note = html`<a href="/jira#${issue.project}">The board</a>.`;
  const about: readonly [string, string][] = [
    ["Status", issue.status],
    ["Type", issue.type],
    ["Assignee", issue.assignee?.displayName ?? "nobody"],
    ["Reporter", issue.reporter.displayName],
    ["Priority", issue.priority],
    ["Due", issue.duedate ?? "no date"],
    ["Sprint", issue.sprint ?? "none"],
    ["Points", issue.points === null ? "none" : String(issue.points)],
    ["Labels", issue.labels.join(", ") || "none"],
    ["Blocked by", issue.blockedBy.join(", ") || "nothing"],
    ["Flag", issue.flagged ? "Impediment" : "none"],
  ];
  return peoplePage(`${issue.key}: ${issue.summary}`, note, [
    html`<dl>
      ${about.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`,
    html`${issue.description ? html`<p class="text">${issue.description}</p>` : ""}`,
    forms(state, found),
    html`${
      issue.links.length === 0
        ? ""
        : html`<h2>Web links</h2>
            <ul>
              ${issue.links.map(({ url, title }) => html`<li><a href="${url}">${title}</a></li>`)}
            </ul>`
    }`,
    html`<h2>Comments</h2>
      ${issue.comments.map(
        ({ text, by, created }) =>
          html`<p class="text">${text}</p>
            <p class="note">${by}, <time datetime="${created}">${created}</time></p>`,
      )}`,
    html`<h2>History</h2>
      ${issue.changelog
        .toReversed()
        .map(
          ({ at, by, changes }) =>
            html`<p>
              <time datetime="${at}">${at}</time> ${by}:
              ${changes
                .map(({ field, before, after }) => `${field} from ${before || "none"} to ${after || "none"}`)
                .join("; ")}
            </p>`,
        )}`,
  ]);
}

function forms(state: JiraState, issue: Issue): Html {
  const form = (path: string, button: string, fields: Html): Html =>
    html`<form method="post" action="/jira/_people/${path}">
      <input type="hidden" name="issue" value="${issue.key}" />
      <p>${fields} ${asWhom(state)} <button>${button}</button></p>
    </form>`;
  const chosen = (yes: boolean) => (yes ? "selected" : "");
  return html`<details>
    <summary>Change or comment on ${issue.key}</summary>
    ${form("comment", "Comment", html`<label>Comment <textarea name="text" required rows="2" cols="50"></textarea></label>`)}
    ${form(
      "move",
      "Move",
      html`<label
        >To
        <select name="to">
          ${columnsOf(issue.project).map((status) => html`<option ${chosen(status === issue.status)}>${status}</option>`)}
        </select></label
      >`,
    )}
    ${form(
      "assign",
      "Assign",
      html`<label
        >Assignee
        <select name="to">
          <option value="">nobody</option>
          ${Array.from(state.people).map(
            ([name, { accountId, displayName }]) =>
              html`<option value="${name}" ${chosen(accountId === issue.assignee?.accountId)}>
                ${displayName}
              </option>`,
          )}
        </select></label
      >`,
    )}
    ${form(
      "due",
      "Set date",
      html`<label>Due <input type="date" name="date" value="${issue.duedate ?? ""}" /></label>`,
    )}
    ${form(
      "flag",
      issue.flagged ? "Take the flag away" : "Flag",
      html`<input type="hidden" name="on" value="${String(!issue.flagged)}" />`,
    )}
    ${form(
      "label",
      "Add label",
      html`<label>Label <input name="label" required pattern="\\S+" value="AI-Fix" /></label>`,
    )}
  </details>`;
}
