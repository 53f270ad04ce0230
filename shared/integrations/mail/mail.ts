import type { EffectResult } from "../../domain/sending.ts";

export interface Mail {
  to: string[];
  subject: string;
  text: string;
}

export interface SentMail extends EffectResult {
  emailId: string;
}
