import { html } from "hono/html";
import { type Html, peoplePage } from "../../people-page.ts";
import type { PeopleIssue, PeoplePull } from "../people-views.ts";
import { crew } from "../accounts.ts";
import { issueForm } from "./forms.ts";
import { labels, stateMark } from "./parts.ts";
import { style } from "./style.ts";

/** Repositories with what is open in them, and their latest pull requests of any state. */
export function homePage(
  names: readonly string[],
  pulls: readonly PeoplePull[],
  issues: readonly PeopleIssue[],
): Html {
  const note = html`A sandbox: the repositories are real, and on this machine only.
    <a href="/github/gist/${crew.login}">Gists</a>`;
  const articles = names.map((name) =>
    article(
      name,
      pulls.filter((one) => one.repository === name),
      issues.filter((one) => one.repository === name),
    ),
  );
  const body = articles.length > 0 ? articles : html`<p>No repositories.</p>`;
  return peoplePage("Sandbox GitHub", note, body, style);
}

const shown = 20;

function article(name: string, pulls: readonly PeoplePull[], issues: readonly PeopleIssue[]): Html {
  const list = (title: string, all: readonly (PeoplePull | PeopleIssue)[], path: string): Html =>
    html`<h3>${title}</h3>
      ${
        all.length === 0
          ? html`<p class="note">None.</p>`
          : html`<ul class="rows">
              ${all.slice(0, shown).map(
                (one) =>
                  html`<li>
                    ${stateMark(one.state)}
                    <a href="/github/${name}/${path}/${one.number}">#${one.number} ${one.title}</a>
                    ${labels(one.labels)}
                    <span class="note">by ${one.user}, ${comments(one.comments.length)}</span>
                  </li>`,
              )}
            </ul>`
      }`;
  return html`<article aria-labelledby="${name}">
    <h2 id="${name}"><a href="/github/${name}">${name}</a></h2>
    ${list("Pull requests", openFirst(pulls), "pull")} ${list("Issues", openFirst(issues), "issues")}
    ${issueForm(name)}
  </article>`;
}

function openFirst<T extends { state: string }>(all: readonly T[]): T[] {
  const isOpen = (one: T): boolean => one.state === "open" || one.state === "draft";
  return [...all.filter(isOpen), ...all.filter((one) => !isOpen(one))];
}

function comments(count: number): string {
  return count === 1 ? "1 comment" : `${count} comments`;
}
