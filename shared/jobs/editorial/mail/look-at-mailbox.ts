import { gmailMailbox } from "../../../integrations/gmail/client.ts";
import type { MessagePlace } from "../../../integrations/gmail/schema.ts";
import { log } from "../../../platform/log.ts";
import type { Spine } from "../../../spine/context.ts";
import { receive, type Received } from "../../../spine/receive.ts";
import { fetchMail, type Gmail } from "./fetch-mail.ts";
import { mailSignals } from "./mail-signal.ts";
import { type MailboxRow, noteProgress, takeMailbox } from "./mailbox-lease.ts";
import { unlessRefused } from "./unless-refused.ts";

/** What a look came to: so many mails that weren't known; `more`: there is more to see. */
export type MailLook = { kind: "busy" } | { kind: "looked"; mails: number; more: boolean };

/** How often a mailbox is looked at though nobody says anything: a push may be lost. */
const everyMs = 5 * 60_000;
/** So many pages are read in one look. */
const mostPages = 10;
/** After a gap so much is read of before it, and so many mails. */
const overlapMs = 24 * 60 * 60_000;
const mostResync = 100;

/**
 * Looks at what has come into a mailbox since the last look, and records each mail once. One look at a time: whoever finds it busy
 * has said that there is more to see, see `wantLook`.
 * @throws SignalboxError `unavailable` when Gmail doesn't answer, `not_configured` when a setting is missing.
 */
export async function lookAtMailbox(spine: Spine, mailbox: string): Promise<MailLook> {
  const taken = await takeMailbox(spine, mailbox);
  if (taken === null) return { kind: "busy" };
  const startedAt = spine.now();
  const look = new Look(spine, gmailMailbox(spine, mailbox), taken.row, taken.token);
  try {
    const more = await look.readOn();
    const done = { lookedAt: startedAt, dueAt: more ? startedAt : startedAt + everyMs, error: null };
    await noteProgress(spine, mailbox, taken.token, { ...done, lease: null, leaseUntil: null });
    log.info("mail.looked", { code: mailbox, count: look.mails, ms: spine.now() - startedAt });
    return { kind: "looked", mails: look.mails, more };
  } catch (error) {
    await noteProgress(spine, mailbox, taken.token, { lease: null, leaseUntil: null });
    throw error;
  }
}

class Look {
  mails = 0;
  readonly #spine: Spine;
  readonly #gmail: Gmail;
  readonly #row: MailboxRow;
  readonly #token: string;
  #seenAt: number;

  constructor(spine: Spine, gmail: Gmail, row: MailboxRow, token: string) {
    this.#spine = spine;
    this.#gmail = gmail;
    this.#row = row;
    this.#token = token;
    this.#seenAt = row.seenAt;
  }

  /** @returns whether there is more to see. */
  async readOn(): Promise<boolean> {
    const { historyId } = this.#row;
    // Nobody has asked anything of us before we came.
    if (historyId === null) return this.#begin();
    let page: string | undefined;
    for (let pages = 0; pages < mostPages; pages++) {
      const answer = await this.#gmail.history(historyId, page);
      if (answer.kind === "refused" && answer.status === 404) return this.#resync();
      const { history, nextPageToken, historyId: newest } = unlessRefused(answer);
      for (const { messagesAdded } of history)
        for (const { message } of messagesAdded) await this.#record(message);
      const last = history.at(-1)?.id;
      // A page's own place is kept, so that a look that dies half way is gone on with.
      const reached = nextPageToken === undefined ? newest : (last ?? historyId);
      if (!(await this.#note({ historyId: reached }))) return true;
      if (nextPageToken === undefined) return false;
      page = nextPageToken;
    }
    return true;
  }

  async #begin(): Promise<boolean> {
    const { historyId } = unlessRefused(await this.#gmail.profile());
    await this.#note({ historyId });
    return false;
  }

  /** The history doesn't reach back to us any more: what has come since the last mail that we know is searched for. */
  async #resync(): Promise<boolean> {
    // Taken before the search, so that nothing falls between them.
    const { historyId } = unlessRefused(await this.#gmail.profile());
    const after = Math.floor((this.#row.seenAt - overlapMs) / 1000);
    const found = unlessRefused(await this.#gmail.search(`in:inbox after:${after}`, mostResync));
    log.warn("mail.resync", { code: this.#row.address, count: found.messages.length });
    for (const message of found.messages.toReversed()) await this.#record(message);
    await this.#note({ historyId });
    return false;
  }

  async #record(message: MessagePlace): Promise<void> {
    const fetched = await fetchMail(this.#gmail, this.#row.address, message);
    if (fetched === null) return;
    const signals = mailSignals(this.#spine, fetched.parsed, this.#spine.settings.GMAIL_AUTHSERV);
    const received: Received[] = [];
    for (const signal of signals) received.push(await receive(this.#spine, signal));
    if (received.some((one) => one !== "duplicate")) this.mails += 1;
    this.#seenAt = Math.max(this.#seenAt, fetched.receivedAt);
  }

  async #note(set: Partial<MailboxRow>): Promise<boolean> {
    return noteProgress(this.#spine, this.#row.address, this.#token, { ...set, seenAt: this.#seenAt });
  }
}
