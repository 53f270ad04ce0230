import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import type { Mail } from "./outbox.ts";

/** The mails for people to read, newest first. HTML parts are shown as their source: a mail runs nothing here. */
export function mailPage(mails: readonly Mail[]): Html {
  const note = "A sandbox: nothing was really sent.";
  if (mails.length === 0) return peoplePage("Sandbox mail", note, html`<p>No mail yet.</p>`);
  return peoplePage("Sandbox mail", note, mails.toReversed().map(article));
}

function article(mail: Mail): Html {
  return html`<article aria-labelledby="${mail.id}">
    <h2 id="${mail.id}">${mail.subject}</h2>
    <dl>
      <dt>To</dt>
      <dd>${mail.to.join(", ")}</dd>
      ${
        mail.cc.length > 0
          ? html`<dt>Cc</dt>
              <dd>${mail.cc.join(", ")}</dd>`
          : ""
      }
      <dt>From</dt>
      <dd>${mail.from}</dd>
      <dt>When</dt>
      <dd><time datetime="${mail.created_at}">${mail.created_at}</time></dd>
    </dl>
    <p class="text">${mail.text ?? mail.html ?? ""}</p>
  </article>`;
}
