import { html } from "hono/html";
import type { Html } from "../people-page.ts";
import type { JiraState } from "./state.ts";

/** Who does it. */
export function asWhom({ people }: JiraState): Html {
  return html`<label
    >as
    <select name="user">
      ${Array.from(people).map(([name, { displayName }]) => html`<option value="${name}">${displayName}</option>`)}
    </select></label
  >`;
}
