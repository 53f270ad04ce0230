import { html, raw } from "hono/html";
import { toHtml } from "../../../pages/blog/src/lib/markdown.ts";
import type { Html } from "../../people-page.ts";
import type { ChangedFile } from "../git/compare.ts";
import type { Comment, Run } from "../state.ts";

export function stateMark(state: string): Html {
  return html`<span class="state ${state}">${state.replace("_", " ")}</span>`;
}

export function labels(names: readonly string[]): Html {
  return html`${names.map((name) => html` <span class="label">${name}</span>`)}`;
}

/** Somebody's words, as markdown without anything that could do harm. */
export async function words(markdown: string | null): Promise<Html> {
  if (!markdown) return html`<p class="note">No description.</p>`;
  return html`<div class="markdown">${raw(await toHtml(markdown))}</div>`;
}

export async function commentArticle(comment: Comment): Promise<Html> {
  return html`<article id="issuecomment-${comment.id}" aria-label="Comment of ${comment.user}">
    <p class="note">
      <strong>${comment.user}</strong> <time datetime="${comment.createdAt}">${comment.createdAt}</time>
    </p>
    ${await words(comment.body)}
  </article>`;
}

/** A run of checks as a line of a list. */
export function runRow(run: Run): Html {
  return html`<li>
    ${stateMark(run.conclusion ?? run.status)}
    <a href="/github/${run.repository}/actions/runs/${run.id}">${run.name}</a>
    <span class="note">on ${run.event}: ${run.jobs.map((job) => job.name).join(", ") || run.problem}</span>
  </li>`;
}

const lineKinds: Record<string, string> = { "+": "add", "-": "del", "@": "hunk", "\\": "hunk" };

/** A changed file with its lines. */
export function diff(file: ChangedFile): Html {
  const from = file.previous_filename === undefined ? "" : ` (was ${file.previous_filename})`;
  return html`<details open>
    <summary>
      <code>${file.filename}</code>${from}
      <span class="note">${file.status}, +${file.additions} −${file.deletions}</span>
    </summary>
    ${
      file.patch === undefined
        ? html`<p class="note">Nothing to show as text.</p>`
        : html`<pre tabindex="0" role="region" aria-label="Changes of ${file.filename}">
${file.patch
  .split("\n")
  .map((line) => html`<span class="${lineKinds[line[0] ?? ""] ?? "same"}">${line || " "}</span>`)}</pre>`
    }
  </details>`;
}
