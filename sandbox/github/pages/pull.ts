import { html } from "hono/html";
import { type Html, peoplePage } from "../../people-page.ts";
import type { PeoplePull } from "../people-views.ts";
import { actForm, commentForm, labelForm, mergeForm } from "./forms.ts";
import { commentArticle, diff, labels, runRow, stateMark, words } from "./parts.ts";
import { style } from "./style.ts";

/** A pull request to read, to discuss, and to merge or close. */
export async function pullPage(pull: PeoplePull): Promise<Html> {
  const { repository, number, title, state, runs, files, commits } = pull;
  const isOpen = state === "open" || state === "draft";
  const comments = await Promise.all(pull.comments.map(commentArticle));
  const body = html`<article aria-label="The pull request">
      <p>
        ${stateMark(state)} <strong>${pull.user}</strong> would put
        ${commits.length === 1 ? "1 commit" : `${commits.length} commits`} of <code>${pull.head}</code> into
        <code>${pull.base}</code>. ${labels(pull.labels)}
      </p>
      ${pull.mergedBy ? html`<p class="note">Merged by ${pull.mergedBy} as ${pull.mergeSha}.</p>` : ""}
      ${await words(pull.body)}
    </article>
    ${comments}
    <section aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      ${
        runs.length === 0
          ? html`<p class="note">None.</p>`
          : html`<ul class="rows">
              ${runs.map(runRow)}
            </ul>`
      }
    </section>
    <section aria-labelledby="say">
      <h2 id="say">Your turn</h2>
      ${commentForm(pull)} ${isOpen ? labelForm(pull) : ""}
      ${state === "draft" ? actForm(pull, "ready", "Ready for review") : ""}
      ${state === "open" ? mergeForm(pull) : ""}
      ${isOpen ? actForm(pull, "close", "Close without merging") : ""}
    </section>
    <section aria-labelledby="commits">
      <h2 id="commits">Commits</h2>
      <ul class="rows">
        ${commits.map((one) => html`<li><code>${one.sha.slice(0, 7)}</code> ${one.message.split("\n")[0]}</li>`)}
      </ul>
    </section>
    <section aria-labelledby="files">
      <h2 id="files">Changed files</h2>
      ${files.map(diff)}
    </section>`;
  const note = html`<a href="/github/${repository}">${repository}</a> #${number}.`;
  return peoplePage(title, note, body, style);
}
