import { html } from "hono/html";
import PostalMime from "postal-mime";
import { type Html, peoplePage } from "../people-page.ts";
import { sandboxGmail } from "./account.ts";
import { headerOf } from "./mail-head.ts";
import type { StoredMailbox, StoredMessage } from "./state.ts";

const note = "A sandbox of Gmail: nothing was really sent.";

/** The mailboxes as a mail program shows them: threads, the newest first, and the one that is read. Nothing in a mail runs here. */
export async function inboxPage(all: [string, StoredMailbox][], open: string | null): Promise<Html> {
  const threads = all.flatMap(([address, { messages }]) =>
    [...Map.groupBy(messages, (one) => one.threadId)].map(([id, mails]) => ({ id, address, mails })),
  );
  const sorted = threads.toSorted(
    (a, b) => (b.mails.at(-1)?.internalDate ?? 0) - (a.mails.at(-1)?.internalDate ?? 0),
  );
  const read = sorted.find(({ id }) => id === open);
  const body = [
    html`<nav aria-label="Inbox">
      <table>
        ${sorted.map(({ id, address, mails }) => row(id, address, mails, id === open))}
      </table>
      ${sorted.length === 0 ? html`<p>No mail yet.</p>` : ""}
    </nav>`,
    ...(read === undefined ? [] : await Promise.all(read.mails.map(article))),
    form(read?.address ?? sandboxGmail.mailbox, read?.mails.at(-1) ?? null),
  ];
  return peoplePage("Sandbox Gmail", note, body, style);
}

function row(id: string, address: string, mails: StoredMessage[], isOpen: boolean): Html {
  const first = mails[0];
  const last = mails.at(-1);
  const from = first === undefined ? "" : (decoded(first, "from") ?? "nobody");
  const subject = (first && decoded(first, "subject")) || "(no subject)";
  return html`<tr class="${isOpen ? "open" : ""}">
    <td class="from">${from.replace(/\s*<.*>/, "")}${mails.length > 1 ? ` (${mails.length})` : ""}</td>
    <td><a href="/gmail?thread=${id}">${subject}</a></td>
    <td class="note">${address}</td>
    <td class="note">
      <time>${new Date(last?.internalDate ?? 0).toISOString().slice(0, 16).replace("T", " ")}</time>
    </td>
  </tr>`;
}

async function article(message: StoredMessage): Promise<Html> {
  const mail = await PostalMime.parse(Uint8Array.from(Buffer.from(message.raw, "base64")));
  return html`<article aria-labelledby="${message.id}">
    <h2 id="${message.id}">${mail.subject ?? "(no subject)"}</h2>
    <dl>
      <dt>From</dt>
      <dd>${decoded(message, "from") ?? ""}</dd>
      <dt>To</dt>
      <dd>${decoded(message, "to") ?? ""}</dd>
      <dt>Labels</dt>
      <dd>${message.labelIds.join(", ")}</dd>
    </dl>
    <p class="text">${mail.text ?? mail.html ?? ""}</p>
    <details>
      <summary>The mail as it came</summary>
      <pre class="text">${Buffer.from(message.raw, "base64").toString().slice(0, 20_000)}</pre>
    </details>
  </article>`;
}

function form(to: string, answers: StoredMessage | null): Html {
  const subject =
    answers === null ? "" : `Re: ${(decoded(answers, "subject") ?? "").replace(/^re:\s*/i, "")}`;
  return html`<form method="post" action="/gmail/_people/mail" aria-label="Write as somebody outside">
    <input type="hidden" name="answers" value="${answers?.id ?? ""}" />
    <label>From <input name="from" required value="Ada Moreno <ada@client.example>" /></label>
    <label>To <input name="to" required value="${to}" /></label>
    <label
      >Is it theirs?
      <select name="authentic">
        <option value="true">our server says so</option>
        <option value="false">forged</option>
      </select></label
    >
    <label class="wide">Subject <input name="subject" value="${subject}" /></label>
    <label class="wide">Text <textarea name="text"></textarea></label>
    <label class="wide">More headers, one a line <textarea name="headers"></textarea></label>
    <button>Send as somebody outside</button>
  </form>`;
}

function decoded({ raw }: StoredMessage, name: string): string | null {
  const value = headerOf(Buffer.from(raw, "base64"), name);
  return (
    value?.replaceAll(/=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=\s*/gi, (_word, text: string) =>
      Buffer.from(text, "base64").toString(),
    ) ?? null
  );
}

const style = html`<style>
  nav table {
    width: 100%;
    border-collapse: collapse;
  }
  nav td {
    border-bottom: 1px solid var(--line);
    padding: 0.3rem 0.5rem;
    overflow-wrap: anywhere;
  }
  nav tr.open {
    background: var(--card);
  }
  nav .from {
    font-weight: 600;
  }
</style>`;
