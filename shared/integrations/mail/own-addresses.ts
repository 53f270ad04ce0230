import type { Outside } from "../../platform/config.ts";
import { addressIn } from "./sender-mailbox.ts";

/** The addresses that we read and write under, lower case; besides them the one that a mail came to, which is ours too. */
export function ownAddresses({ settings }: Pick<Outside, "settings">, ...besides: string[]): string[] {
  const { GMAIL_MAILBOXES, MAIL_FROM } = settings;
  const sender = MAIL_FROM === undefined ? null : addressIn(MAIL_FROM);
  const all = [...GMAIL_MAILBOXES, ...(sender === null ? [] : [sender]), ...besides];
  return [...new Set(all.map((one) => one.toLowerCase()))];
}
