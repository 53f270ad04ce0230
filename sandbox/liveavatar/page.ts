import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import type { Account, Session } from "./state.ts";

/** The sessions, newest first, and what is left of the credits. */
export function liveavatarPage({ sessions, credits }: Account): Html {
  const note = "A sandbox: its sessions take their time and cost their credits, and nobody is in them.";
  const left = html`<form method="post" action="/liveavatar/_people/credits">
    <p>
      <label
        >Credits left <input name="credits" type="number" min="0" max="1000000" value="${credits}"
      /></label>
      <button>Change</button>
    </p>
  </form>`;
  const begun = sessions.filter(({ startedAt }) => startedAt !== null);
  return peoplePage("Sandbox LiveAvatar", note, [
    left,
    ...(begun.length === 0 ? [html`<p>No avatar has talked yet.</p>`] : begun.toReversed().map(article)),
  ]);
}

function article({ id, avatar, prompt, seconds, endedAt, reason }: Session): Html {
  return html`<article id="${id}" aria-labelledby="${id}-name">
    <h2 id="${id}-name">${avatar}</h2>
    <dl>
      <dt>Minutes</dt>
      <dd>${seconds / 60}</dd>
      <dt>State</dt>
      <dd>${endedAt === null ? "runs" : `over: ${reason}`}</dd>
    </dl>
    <p class="text">${prompt}</p>
    ${
      endedAt === null &&
      html`<form method="post" action="/liveavatar/_people/end">
        <input type="hidden" name="session" value="${id}" /><button>Leave</button>
      </form>`
    }
  </article>`;
}
