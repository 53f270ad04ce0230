import { html } from "hono/html";
import type { Html } from "../../people-page.ts";
import { people } from "../accounts.ts";

interface Target {
  repository: string;
  number: number;
}

/** Whose act it is. */
function personField(right: "read" | "write"): Html {
  const able = people.filter((person) => right === "read" || person.right === "write");
  return html`<label
    >As
    <select name="login">
      ${able.map(({ login, name }) => html`<option value="${login}">${name} (${login})</option>`)}
    </select></label
  >`;
}

const target = ({ repository, number }: Target): Html =>
  html`<input type="hidden" name="repository" value="${repository}" /><input
      type="hidden"
      name="number"
      value="${number}"
    />`;

export function commentForm(on: Target): Html {
  return html`<form method="post" action="/github/_people/comment">
    ${target(on)}
    <label class="wide">Comment<textarea name="body" required></textarea></label>
    ${personField("read")}
    <button>Comment</button>
  </form>`;
}

export function labelForm(on: Target): Html {
  return html`<form method="post" action="/github/_people/label">
    ${target(on)}
    <label>Label<input name="label" required value="ai-fix" /></label>
    ${personField("write")}
    <button>Add the label</button>
  </form>`;
}

/** A button that needs nothing but a person. */
export function actForm(on: Target, act: "close" | "ready", words: string): Html {
  return html`<form method="post" action="/github/_people/${act}">
    ${target(on)} ${personField("write")}
    <button>${words}</button>
  </form>`;
}

export function mergeForm(on: Target): Html {
  return html`<form method="post" action="/github/_people/merge">
    ${target(on)}
    <label
      >How<select name="method">
        <option value="merge">Merge commit</option>
        <option value="squash">Squash</option>
        <option value="rebase">Rebase</option>
      </select></label
    >
    ${personField("write")}
    <button class="main">Merge</button>
  </form>`;
}

export function issueForm(repository: string): Html {
  return html`<details>
    <summary>Open an issue</summary>
    <form method="post" action="/github/_people/issue">
      <input type="hidden" name="repository" value="${repository}" />
      <label class="wide">Title<input name="title" required maxlength="256" /></label>
      <label class="wide">Description<textarea name="body"></textarea></label>
      <label>Labels, by those who may write<input name="labels" /></label>
      ${personField("read")}
      <button>Open the issue</button>
    </form>
  </details>`;
}
