import { html } from "hono/html";

/** What GitHub's pages need besides the style of all pages. */
export const style = html`<style>
  :root {
    --go: light-dark(#1f7a4d, #3fae78);
    --stop: light-dark(#b3362b, #e2685c);
    --merged: light-dark(#6b3fa0, #b795e4);
    --added: light-dark(#e3f4e8, #173425);
    --removed: light-dark(#fbe7e4, #3d1f1c);
  }
  body {
    max-width: 58rem;
  }
  .state {
    display: inline-block;
    padding: 0 0.7em;
    border: 1px solid currentColor;
    border-radius: 1em;
    font-size: 0.9rem;
    font-weight: 600;
  }
  .open,
  .success {
    color: var(--go);
  }
  .merged {
    color: var(--merged);
  }
  .closed,
  .failure,
  .startup_failure {
    color: var(--stop);
  }
  .draft,
  .queued,
  .in_progress,
  .skipped {
    color: var(--soft);
  }
  .label {
    display: inline-block;
    padding: 0 0.6em;
    border-radius: 1em;
    background: color-mix(in srgb, currentColor 12%, transparent);
    font-size: 0.85rem;
  }
  ul.rows {
    list-style: none;
    padding: 0;
    margin: 0.4rem 0;
  }
  ul.rows li {
    padding: 0.35rem 0;
    border-top: 1px solid var(--line);
  }
  pre,
  .markdown code {
    font:
      0.85rem/1.5 ui-monospace,
      monospace;
  }
  pre {
    overflow-x: auto;
    margin: 0.6rem 0;
    padding: 0.6rem 0;
    border: 1px solid var(--line);
    border-radius: 0.35rem;
  }
  pre span,
  pre > code {
    display: block;
    width: max-content;
    min-width: 100%;
    box-sizing: border-box;
    padding: 0 0.8rem;
  }
  pre .add {
    background: var(--added);
  }
  pre .del {
    background: var(--removed);
  }
  pre .hunk {
    color: var(--soft);
  }
  .markdown table {
    border-collapse: collapse;
    display: block;
    overflow-x: auto;
  }
  .markdown :is(th, td) {
    border: 1px solid var(--line);
    padding: 0.2rem 0.6rem;
    text-align: left;
    overflow-wrap: break-word;
  }
  .markdown td code {
    display: inline-block;
    min-width: 7.5rem;
  }
  .markdown :is(h1, h2, h3) {
    font-size: 1.1rem;
    margin: 1rem 0 0.3rem;
  }
  .markdown img {
    max-width: 100%;
  }
  .markdown blockquote {
    margin: 0.6rem 0;
    padding-left: 1rem;
    border-left: 3px solid var(--line);
    color: var(--soft);
  }
  button.main {
    color: light-dark(#fff, #10130f);
    background: var(--go);
    border-color: var(--go);
  }
</style>`;
