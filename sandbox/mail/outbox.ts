import { z } from "zod";
import { type MailError, mailError, sendRequest } from "./wire.ts";

const mailSchema = z.object({
  id: z.string(),
  created_at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  reply_to: z.array(z.string()),
  subject: z.string(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Mail = z.infer<typeof mailSchema>;

const keySchema = z.object({ key: z.string(), request: z.string(), id: z.string(), at: z.number() });
const kept = z.object({ mails: z.array(mailSchema), keys: z.array(keySchema) });

const keptMails = 1000;
const ourDomains = ["signalbox.example"];
const keyLivesMs = 24 * 60 * 60 * 1000;

/** Every mail that was accepted, and the idempotency keys of the last day. */
export class Outbox {
  mails: Mail[] = [];
  /** From where it may be sent: a domain is verified by hand, at Resend's site. */
  verified: readonly string[] = ourDomains;
  #keys: z.infer<typeof keySchema>[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Accepts a mail, or says again what it said to the same request under the same key. */
  send(body: unknown, key: string | undefined): { id: string } | MailError {
    if (key !== undefined && (key.length < 1 || key.length > 256))
      return mailError("invalid_idempotency_key", "an idempotency key has 1 to 256 characters");
    const parsed = sendRequest.safeParse(body);
    if (!parsed.success) return mailError("validation_error", z.prettifyError(parsed.error));
    const domain = domainOf(parsed.data.from);
    if (!this.verified.includes(domain))
      return mailError(
        "domain_not_verified",
        `The ${domain} domain is not verified. Please, add and verify your domain on https://resend.com/domains`,
      );
    const request = JSON.stringify(parsed.data);
    this.#keys = this.#keys.filter((one) => this.#now() - one.at < keyLivesMs);
    const known = key === undefined ? undefined : this.#keys.find((one) => one.key === key);
    if (known) {
      return known.request === request
        ? { id: known.id }
        : mailError("invalid_idempotent_request", "this idempotency key belongs to another request");
    }
    const { to, cc, reply_to, text, html, headers, tags, ...rest } = parsed.data;
    const mail: Mail = {
      id: crypto.randomUUID(),
      created_at: new Date(this.#now()).toISOString(),
      ...rest,
      to: listOf(to),
      cc: listOf(cc),
      reply_to: listOf(reply_to),
      text: text ?? null,
      html: html ?? null,
      headers: headers ?? {},
      tags: tags ?? [],
    };
    this.mails = [...this.mails, mail].slice(-keptMails);
    if (key !== undefined)
      this.#keys = [...this.#keys, { key, request, id: mail.id, at: this.#now() }].slice(-keptMails);
    return { id: mail.id };
  }

  reset(): void {
    this.mails = [];
    this.verified = ourDomains;
    this.#keys = [];
  }

  snapshot(): unknown {
    return { mails: this.mails, keys: this.#keys };
  }

  restore(snapshot: unknown): void {
    const parsed = kept.safeParse(snapshot);
    if (!parsed.success) return;
    this.mails = parsed.data.mails;
    this.#keys = parsed.data.keys;
  }
}

function domainOf(from: string): string {
  return (/@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? "").toLowerCase();
}

function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat();
}
