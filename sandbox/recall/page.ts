import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import type { Bot } from "./bot.ts";

/** The bots for people to see, newest first, with what can happen to each. */
export function recallPage(bots: readonly Bot[]): Html {
  const note = "A sandbox: no meeting is really joined, and nobody is recorded.";
  if (bots.length === 0) return peoplePage("Sandbox Recall.ai", note, html`<p>No bot was sent yet.</p>`);
  return peoplePage("Sandbox Recall.ai", note, bots.toReversed().map(article));
}

function article(bot: Bot): Html {
  const state = bot.changes.at(-1);
  const isOver = bot.changes.some(({ code }) => code === "done");
  return html`<article id="${bot.id}" aria-labelledby="${bot.id}-name">
    <h2 id="${bot.id}-name">${bot.name}</h2>
    <dl>
      <dt>Meeting</dt>
      <dd>${bot.meetingUrl}</dd>
      <dt>Joins</dt>
      <dd>${bot.joinAt ?? "now"}</dd>
      <dt>State</dt>
      <dd>${state?.code ?? "none"}${state?.sub_code ? ` (${state.sub_code})` : ""}</dd>
      <dt>Kept</dt>
      <dd>${bot.retentionHours === null ? "FOR EVER" : `${bot.retentionHours} hours`}</dd>
    </dl>
    ${bot.lines.map(({ speaker, text }) => html`<p class="text"><b>${speaker ?? "somebody"}</b>: ${text}</p>`)}
    ${isOver ? "" : html`${acts(bot.id)}${speaking(bot.id)}`}
  </article>`;
}

const buttons = [
  ["wait", "It waits to be let in"],
  ["join", "It joins and records"],
  ["refuse", "The host doesn't allow it"],
  ["never", "Nobody lets it in"],
  ["end", "The meeting ends"],
] as const;

const acts = (bot: string): Html =>
  html`<form method="post" action="/recall/_people/step">
    <input type="hidden" name="bot" value="${bot}" />
    <p>${buttons.map(([what, label]) => html`<button name="do" value="${what}">${label}</button>`)}</p>
  </form>`;

const speaking = (bot: string): Html =>
  html`<form method="post" action="/recall/_people/step">
    <input type="hidden" name="bot" value="${bot}" />
    <input type="hidden" name="do" value="say" />
    <p>
      <label>Who <input name="speaker" /></label>
      <label class="wide">Says <input name="text" required size="60" /></label>
      <button>Say</button>
    </p>
  </form>`;
