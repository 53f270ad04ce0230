import type { WatchItem, WatchSignal } from "../../domain/watch/watch-signal.ts";
import { cut } from "../../platform/cut.ts";

/** What waits, as far as it decides whether it still has a reason. */
export interface Waiting {
  kind: string;
  payload: Readonly<Record<string, unknown>>;
  item: string;
  /** What has happened since then was not known when it was proposed; epoch milliseconds. */
  asOf: number;
}

/** What says something to somebody; what changes a project's course keeps its reason whoever has answered. */
const messages: ReadonlySet<string> = new Set([
  "email_stakeholder",
  "email_external",
  "jira_comment",
  "jira_status_change",
]);

/**
 * Why something that waits has lost its reason through what has happened since; null while it has one. People answer it
 * with a mail in the same conversation, and a ticket by being done, gone or no longer blocked.
 * @param tickets as they are now, by key.
 */
export function whyAnswered(
  waiting: Waiting,
  since: readonly WatchSignal[],
  tickets: ReadonlyMap<string, WatchItem>,
): string | null {
  if (!messages.has(waiting.kind)) return null;
  for (const signal of since) {
    if (signal.item !== waiting.item || signal.at <= waiting.asOf) continue;
    const why = isMail(signal) ? whyMail(waiting, signal) : whyTicket(waiting, signal, tickets);
    if (why !== null) return why;
  }
  return null;
}

function isMail({ type }: WatchSignal): boolean {
  return type === "mail_received" || type === "mail_sent" || type === "mail_removed";
}

function whyMail({ payload }: Waiting, { type, author, at, title, detail }: WatchSignal): string | null {
  const address = author.address?.toLowerCase();
  if (type !== "mail_received" || address === undefined || isByMachine(title, detail)) return null;
  const to = Array.isArray(payload["to"]) ? payload["to"] : [];
  return to.includes(address) ? `${cut(author.name, 80)} answered at ${minute(at)}` : null;
}

const machineWords =
  /^(?:\w{2,3}: *)*(?:automatic reply|auto-?reply|automatische antwort|out of office|abwesen|undeliverable|unzustellbar|delivery status)/i;

/** A mailbox that says that nobody is there has answered nothing. */
function isByMachine(title: string, detail: WatchSignal["detail"]): boolean {
  return (detail["automatic"] ?? null) !== null || machineWords.test(title.trim());
}

function whyTicket(
  { kind, item }: Waiting,
  { type, at }: WatchSignal,
  tickets: ReadonlyMap<string, WatchItem>,
): string | null {
  const ticket = tickets.get(item);
  if (type === "ticket_removed" || ticket?.removed === true) return `${item} has left the project`;
  if (ticket?.phase === "done") return `${item} is done (${cut(ticket.status, 60)})`;
  const moves = kind === "jira_status_change";
  return type === "ticket_unblocked" && ticket?.blocked !== true && !moves
    ? `${item} is no longer blocked since ${minute(at)}`
    : null;
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
