import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import { sandboxVoices } from "./account.ts";
import type { Account, Spoken } from "./state.ts";

/** What was spoken, newest first, and what is left of the quota. */
export function elevenlabsPage({ spoken, left }: Account): Html {
  const note = "A sandbox: what it speaks is silence, as long as the words would take.";
  const quota = html`<form method="post" action="/elevenlabs/_people/quota">
    <p>
      <label
        >Characters left <input name="left" type="number" min="0" max="10000000" value="${left}"
      /></label>
      <button>Change</button>
    </p>
  </form>`;
  return peoplePage("Sandbox ElevenLabs", note, [
    quota,
    ...(spoken.length === 0 ? [html`<p>Nothing was spoken yet.</p>`] : spoken.toReversed().map(article)),
  ]);
}

function article({ id, voice, model, text }: Spoken): Html {
  const name = sandboxVoices.find(({ voice_id }) => voice_id === voice)?.name ?? voice;
  return html`<article id="${id}" aria-labelledby="${id}-name">
    <h2 id="${id}-name">${name}</h2>
    <dl>
      <dt>Model</dt>
      <dd>${model}</dd>
      <dt>Characters</dt>
      <dd>${text.length}</dd>
    </dl>
    <p class="text">${text}</p>
    <audio controls preload="none" src="/elevenlabs/_people/sound/${id}"></audio>
  </article>`;
}
