import { html } from "hono/html";
import { type Html, peoplePage } from "../../people-page.ts";
import type { Job, Run } from "../state.ts";
import { stateMark } from "./parts.ts";
import { style } from "./style.ts";

/** What the checks of a commit did, with their logs. */
export function runPage(run: Run): Html {
  const body = html`<p>
      ${stateMark(run.conclusion ?? run.status)} ${run.path} on ${run.event} of
      <code>${run.headBranch}</code> at
      <code>${run.headSha.slice(0, 7)}</code>
    </p>
    ${run.problem === null ? "" : html`<p class="text">${run.problem}</p>`} ${run.jobs.map(article)}`;
  const note = html`<a href="/github/${run.repository}">${run.repository}</a>: a run of its checks.`;
  return peoplePage(run.name, note, body, style);
}

function article(job: Job): Html {
  return html`<article id="job-${job.id}" aria-labelledby="job-${job.id}-name">
    <h2 id="job-${job.id}-name">${job.name}</h2>
    <ul class="rows">
      ${job.steps.map((step) => html`<li>${stateMark(step.conclusion)} ${step.name}</li>`)}
    </ul>
    <pre tabindex="0" role="region" aria-label="Log of ${job.name}"><code>${job.log}</code></pre>
  </article>`;
}
