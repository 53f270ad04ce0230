import { z } from "zod";

const storedMessage = z.object({
  id: z.string(),
  threadId: z.string(),
  labelIds: z.array(z.string()),
  /** The mail's bytes in base64. */
  raw: z.string(),
  internalDate: z.number(),
  historyId: z.number(),
});
export type StoredMessage = z.infer<typeof storedMessage>;

const storedMailbox = z.object({
  historyId: z.number(),
  /** The oldest moment that is still known. */
  oldest: z.number(),
  messages: z.array(storedMessage),
  watchUntil: z.number().nullable(),
});
export type StoredMailbox = z.infer<typeof storedMailbox>;

const kept = z.object({ mailboxes: z.record(z.string(), storedMailbox) });
const keptMessages = 500;

export interface Grant {
  mailbox: string;
  scopes: string[];
  until: number;
}

/** The mailboxes, what was granted on them, and their histories. */
export class GmailState {
  readonly now: () => number;
  #mailboxes = new Map<string, StoredMailbox>();
  #grants = new Map<string, Grant>();

  constructor(now: () => number) {
    this.now = now;
  }

  mailbox(address: string): StoredMailbox {
    const known = this.#mailboxes.get(address);
    if (known) return known;
    const fresh = { historyId: 1000, oldest: 1000, messages: [], watchUntil: null };
    this.#mailboxes.set(address, fresh);
    return fresh;
  }

  knows(address: string): boolean {
    return this.#mailboxes.has(address);
  }

  all(): [string, StoredMailbox][] {
    return [...this.#mailboxes];
  }

  grant(grant: Grant): string {
    const token = `ya29.sandbox-${crypto.randomUUID()}`;
    this.#grants.set(token, grant);
    return token;
  }

  grantOf(token: string): Grant | null {
    const grant = this.#grants.get(token);
    return grant !== undefined && grant.until > this.now() ? grant : null;
  }

  /** No token that was given is taken any more. */
  expire(): void {
    this.#grants.clear();
  }

  /** Puts a mail into a mailbox: into a thread that is there, or into a new one. */
  add(address: string, raw: Uint8Array, labelIds: string[], threadId: string | null): StoredMessage {
    const mailbox = this.mailbox(address);
    mailbox.historyId += 7;
    const id = crypto.randomUUID().replaceAll("-", "").slice(0, 16);
    const message = {
      id,
      threadId: threadId ?? id,
      labelIds,
      raw: Buffer.from(raw).toString("base64"),
      internalDate: this.now(),
      historyId: mailbox.historyId,
    };
    mailbox.messages = [...mailbox.messages, message].slice(-keptMessages);
    return message;
  }

  /** As after a long time: where a history began is known no more. */
  forgetHistory(address: string): void {
    const mailbox = this.mailbox(address);
    mailbox.historyId += 1;
    mailbox.oldest = mailbox.historyId;
  }

  reset(): void {
    this.#mailboxes.clear();
    this.#grants.clear();
  }

  snapshot(): unknown {
    return { mailboxes: Object.fromEntries(this.#mailboxes) };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (parsed.success) this.#mailboxes = new Map(Object.entries(parsed.data.mailboxes));
  }
}
