import { html } from "hono/html";
import { type Html, peoplePage } from "../../people-page.ts";
import type { PeopleIssue } from "../people-views.ts";
import { actForm, commentForm, labelForm } from "./forms.ts";
import { commentArticle, labels, stateMark, words } from "./parts.ts";
import { style } from "./style.ts";

/** An issue to read, to discuss, to label and to close. */
export async function issuePage(issue: PeopleIssue): Promise<Html> {
  const comments = await Promise.all(issue.comments.map(commentArticle));
  const body = html`<article aria-label="The issue">
      <p>${stateMark(issue.state)} opened by <strong>${issue.user}</strong> ${labels(issue.labels)}</p>
      ${await words(issue.body)}
    </article>
    ${comments}
    <section aria-labelledby="say">
      <h2 id="say">Your turn</h2>
      ${commentForm(issue)}
      ${issue.state === "open" ? html`${labelForm(issue)} ${actForm(issue, "close", "Close the issue")}` : ""}
    </section>`;
  const note = html`<a href="/github/${issue.repository}">${issue.repository}</a> #${issue.number}.`;
  return peoplePage(issue.title, note, body, style);
}
