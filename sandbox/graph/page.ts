import { html } from "hono/html";
import { type Html, peoplePage } from "../people-page.ts";
import { authenticationWords, internalHeader } from "./authentication.ts";
import type { PeopleMail } from "./message.ts";

export interface MailboxView {
  mailbox: string;
  mailboxes: readonly string[];
  folders: readonly string[];
  /** Newest first. */
  mails: readonly PeopleMail[];
}

const shownConversations = 60;

const style = html`<style>
  nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1rem;
    padding: 0;
    list-style: none;
  }
  nav a[aria-current] {
    font-weight: 700;
    text-decoration: none;
  }
  .message {
    border-top: 1px solid var(--line);
    padding: 0.5rem 0;
  }
  .message > summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.8rem;
    justify-content: space-between;
  }
  .message summary span {
    color: var(--soft);
    font-size: 0.9rem;
  }
  .message summary::marker {
    content: none;
  }
  .outside {
    border-left: 3px solid light-dark(#b5542a, #e0935f);
    padding-left: 0.8rem;
  }
</style>`;

/** A mailbox for people to read by conversation, newest first, and to write to as anybody. HTML is shown as its source. */
export function graphPage({ mailbox, mailboxes, folders, mails }: MailboxView): Html {
  const conversations = [...Map.groupBy(mails, (mail) => mail.conversation).values()];
  const rest = conversations.length - shownConversations;
  const shown = conversations.slice(0, shownConversations);
  return peoplePage(
    "Sandbox Outlook",
    "A sandbox: these mailboxes are played, and whoever you write as, it wasn't them.",
    [
      html`<nav aria-label="Mailboxes">
        <ul>
          ${mailboxes.map(
            (one) =>
              html`<li>
                <a
                  href="/graph?mailbox=${encodeURIComponent(one)}"
                  ${one === mailbox ? html`aria-current="page"` : ""}
                  >${one}</a
                >
              </li>`,
          )}
        </ul>
      </nav>`,
      html`<details>
        <summary>Write a mail to ${mailbox}</summary>
        ${writing(mailbox, null)}
      </details>`,
      shown.length === 0 ? html`<p>No mail yet.</p>` : html``,
      ...shown.map((one) => article(one, folders)),
      rest > 0 ? html`<p class="note">${rest} older conversations aren't shown.</p>` : html``,
    ],
    style,
  );
}

function article(mails: readonly PeopleMail[], folders: readonly string[]): Html {
  const [newest] = mails;
  if (newest === undefined) return html``;
  const first = mails.at(-1) ?? newest;
  return html`<article id="${newest.conversation}" aria-labelledby="${newest.id}-title">
    <h2 id="${newest.id}-title">${first.subject || "(no subject)"}</h2>
    <p class="note">${mails.length === 1 ? "1 mail" : `${mails.length} mails`}</p>
    ${mails.toReversed().map((mail) => message(mail, mail === newest, folders))}
    <details>
      <summary>Answer as somebody</summary>
      ${writing(newest.mailbox, newest)}
    </details>
  </article>`;
}

function message(mail: PeopleMail, isOpen: boolean, folders: readonly string[]): Html {
  const when = mail.sent.slice(0, 16).replace("T", " ");
  const ours = mail.headers.find(({ name }) => name === "Authentication-Results")?.value ?? "";
  const isInternal = mail.headers.some(({ name, value }) => name === internalHeader && value === "Internal");
  const isProven = mail.headers.length === 0 || isInternal || ours.includes("dmarc=pass");
  return html`<details class="message ${isProven ? "" : "outside"}" ${isOpen ? "open" : ""}>
    <summary>
      <strong>${mail.from.name}</strong>
      <span>${mail.folder} · <time datetime="${mail.sent}">${when}</time></span>
    </summary>
    <dl>
      <dt>From</dt>
      <dd>${mail.from.address}${isProven ? "" : " (nobody vouches for it)"}</dd>
      <dt>To</dt>
      <dd>${[...mail.to, ...mail.cc].map(({ address }) => address).join(", ")}</dd>
      ${
        mail.attachments.length > 0
          ? html`<dt>Attached</dt>
              <dd>${mail.attachments.join(", ")}</dd>`
          : ""
      }
    </dl>
    <p class="text">${mail.body.content}</p>
    <form method="post" action="/graph/_people/move">
      <input type="hidden" name="id" value="${mail.id}" />
      <label
        >Folder
        <select name="folder">
          ${folders.map((name) => html`<option ${name === mail.folder ? "selected" : ""}>${name}</option>`)}
        </select></label
      >
      <button>Move</button>
      <button name="remove" value="yes" aria-label="Delete the mail of ${mail.from.name}">Delete</button>
    </form>
  </details>`;
}

function writing(mailbox: string, answered: PeopleMail | null): Html {
  const subject = answered === null ? "" : `Re: ${answered.subject.replace(/^Re: /, "")}`;
  return html`<form method="post" action="/graph/_people/mail">
    <input type="hidden" name="mailbox" value="${mailbox}" />
    ${answered === null ? "" : html`<input type="hidden" name="conversation" value="${answered.conversation}" />`}
    <p>
      <label
        >From <input name="from" required size="32" value="Maya Ortiz &lt;maya@signalbox.example&gt;"
      /></label>
      <label>To <input name="to" required size="32" value="${mailbox}" /></label>
      <label>Cc <input name="cc" size="24" /></label>
    </p>
    <p>
      <label>Subject <input name="subject" required size="48" value="${subject}" /></label>
      <label
        >Our server says
        <select name="authentication">
          ${authenticationWords.map((word) => html`<option>${word}</option>`)}
        </select></label
      >
      <label
        >Format
        <select name="format">
          <option>text</option>
          <option>html</option>
        </select></label
      >
    </p>
    <p>
      <label class="wide">Text <textarea name="body" required rows="4"></textarea></label>
    </p>
    <p>
      <label>Attachments' names <input name="attachments" size="32" /></label> <button>Send</button>
    </p>
  </form>`;
}
