import type { WatchFact } from "../../../domain/watch/thought.ts";
import type { WatchSignalType } from "../../../domain/watch/watch-signal.ts";
import { cleanLine } from "../../../quarantine/clean/clean.ts";
import type { Reading } from "./reading.ts";

type Told = Pick<WatchFact, "category" | "text">;

/** What a change tells by its form alone: no model is asked about it. Null: its words are what matters. */
const tellers: Readonly<Record<WatchSignalType, ((item: string, from: string, to: string) => Told) | null>> =
  {
    ticket_created: (item) => ({ category: "scope", text: `${item} was created` }),
    ticket_status: (item, from, to) => ({ category: "progress", text: `${item} went from ${from} to ${to}` }),
    ticket_assignee: (item, from, to) => ({
      category: "progress",
      text: `${item} passed from ${from} to ${to}`,
    }),
    ticket_sprint: (item, from, to) => ({
      category: "scope",
      text: `${item} moved from the sprint ${from} to ${to}`,
    }),
    ticket_priority: (item, from, to) => ({
      category: "progress",
      text: `${item} has the priority ${to} instead of ${from}`,
    }),
    ticket_due: (item, from, to) => ({
      category: "milestone",
      text: `${item} is due ${to} instead of ${from}`,
    }),
    ticket_blocked: (item) => ({ category: "issue", text: `${item} is blocked` }),
    ticket_unblocked: (item) => ({ category: "progress", text: `${item} is blocked no more` }),
    ticket_comment: null,
    ticket_changed: (item) => ({ category: "progress", text: `${item} was changed` }),
    ticket_removed: (item) => ({ category: "scope", text: `${item} is in this project no more` }),
    mail_received: null,
    mail_sent: null,
    mail_removed: null,
    pull_request_merged: (item) => ({ category: "progress", text: `a pull request was merged (${item})` }),
    release_published: (item, _from, to) => ({
      category: "progress",
      text: `a release was published (${item} ${to})`.replace(" nothing", ""),
    }),
  };

/** The facts of a change, made by code. */
export function formFacts({ signal, title }: Reading): WatchFact[] {
  const { from = null, to = null } = signal.detail;
  const told = tellers[signal.type]?.(name(signal.item), name(from), name(to)) ?? null;
  return told === null ? [] : [{ ...told, quote: title.slice(0, 400) || told.text }];
}

/** A value of a field: letters, figures and what dates and names need. It can't carry a sentence far. */
function name(value: string | null): string {
  const { text, suspicious } = cleanLine(value ?? "", 60);
  if (suspicious.length > 0) return "[withheld]";
  return text.replaceAll(/[^\p{L}\p{M}\p{N} .,:#/_'&()+-]/gu, "") || "nothing";
}
