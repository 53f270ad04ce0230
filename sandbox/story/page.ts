import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";

/** What each working day brings, in a line. */
export const headlines: readonly string[] = [
  "Two weeks to go, and everybody is cheerful",
  "Staging is down, a first feeling, and a sign-in that is decided",
  "Letters to 380,000 households; something personal",
  "On track, says engineering; twelve thousand customers are there twice",
  "Deniz has to leave, and the payment provider says no",
  "The API doesn't come, the licence doesn't cover it, the bills are blank",
  "Decisions are taken back",
  "The beta moves; the budget is counted; a mail of last week comes in",
  "Payments work again, and the old portal goes dark too early",
  "What is left for the weekend",
];

/** Where people see how far the story is, and let it go on. */
export function storyPage({ played }: { played: number }, lastDay: number): Html {
  const note = "Two weeks of the project atlas, as they come in by its board and its mailbox.";
  return peoplePage("The story of atlas", note, [
    played < lastDay
      ? html`<form method="post" action="/story/_/play">
          <input type="hidden" name="to" value="${played + 1}" />
          <button>Let day ${played + 1} happen</button>
        </form>`
      : html`<p>All of it has happened.</p>`,
    html`<ol>
      ${headlines.map((line, index) => html`<li>${line}${index < played ? html` <b>(has happened)</b>` : ""}</li>`)}
    </ol>`,
    html`<p>
      The next look of the watch finds it: within a quarter of an hour, or within a minute after
      <b>Look now</b> under Sources in the project's room (<code>POST /api/projects/atlas/wake</code>). See
      <a href="/jira">Jira</a> and the <a href="/graph">mailbox</a>.
    </p>`,
  ]);
}
