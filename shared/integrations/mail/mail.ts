import type { EffectResult } from "../../domain/sending.ts";

export interface Mail {
  to: string[];
  subject: string;
  text: string;
}

/** A mail that answers another: with what Resend knows besides. */
export interface AnsweringMail extends Mail {
  cc?: string[];
  /** Where an answer to it goes. */
  reply_to: string;
  headers: Record<string, string>;
}

export interface SentMail extends EffectResult {
  emailId: string;
}

/** An answer to a mail. */
export interface Reply {
  /** Our own address that it goes from. */
  mailbox: string;
  to: string[];
  cc: string[];
  subject: string;
  text: string;
  inReplyTo: string;
  references: string[];
  threadId: string | null;
}
