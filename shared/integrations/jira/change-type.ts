import type { WatchSignalType } from "../../domain/watch/watch-signal.ts";
import { isBlockedStatus } from "./map-item.ts";
import type { ChangeItem } from "./shapes.ts";
import { lookUp } from "../../platform/look-up.ts";

/** What a change of a field is, and how it is told: "went from To Do to Done". */
export interface ToldChange {
  type: WatchSignalType;
  words: string;
  /** What somebody wrote with it. */
  text: string | null;
}

type Teller = (item: ChangeItem) => ToldChange | null;

const told = (type: WatchSignalType, words: string, text: string | null = null): ToldChange => ({
  type,
  words,
  text,
});

/** By the field's name in lower case. Those that only follow from another change, or tell of nothing, are null. */
const tellers: Record<string, Teller> = {
  status: ({ before, after }) => {
    const words = `went from ${before ?? "no status"} to ${after ?? "none"}`;
    const [was, is] = [isBlockedStatus(before ?? ""), isBlockedStatus(after ?? "")];
    return told(was === is ? "ticket_status" : is ? "ticket_blocked" : "ticket_unblocked", words);
  },
  assignee: ({ after }) =>
    told("ticket_assignee", after === null ? "is nobody's any more" : `is now ${after}'s`),
  sprint: ({ before, after }) =>
    told("ticket_sprint", `went from ${before ?? "no sprint"} to ${after ?? "no sprint"}`),
  priority: ({ before, after }) =>
    told("ticket_priority", `has priority ${after ?? "none"} instead of ${before ?? "none"}`),
  duedate: ({ from, before, to, after }) => {
    const [was, is] = [day(from ?? before), day(to ?? after)];
    if (is === null) return told("ticket_due", `has no due date any more${was ? `; it was ${was}` : ""}`);
    return told("ticket_due", `is due ${is}${was ? ` instead of ${was}` : ""}`);
  },
  flagged: ({ after }) =>
    after === null ? told("ticket_unblocked", "has lost its flag") : told("ticket_blocked", "was flagged"),
  link: ({ before, after }) => {
    const blocks = (text: string | null) => /\bis blocked by\b/i.test(text ?? "");
    if (blocks(after)) return told("ticket_blocked", `has a new link: ${after}`);
    if (blocks(before)) return told("ticket_unblocked", `has lost a link: ${before}`);
    return told("ticket_changed", after === null ? `has lost a link: ${before}` : `has a new link: ${after}`);
  },
  summary: ({ before, after }) =>
    told("ticket_changed", `has another summary; it was "${before ?? ""}"`, after),
  description: ({ after }) => told("ticket_changed", "has another description", after),
  comment: ({ before }) => told("ticket_changed", "has lost a comment", before),
  attachment: ({ before, after }) =>
    told("ticket_changed", after === null ? `has lost the file ${before ?? ""}` : `has a new file: ${after}`),
  rank: () => null,
  resolution: () => null,
  workflow: () => null,
  worklogid: () => null,
  timespent: () => null,
  timeestimate: () => null,
  remoteworkitemlink: () => null,
  development: () => null,
};

/** Null for what tells nobody anything. */
export function toldChange(item: ChangeItem): ToldChange | null {
  const name = item.field.toLowerCase();
  const tell = lookUp(tellers, name);
  if (tell) return tell(item);
  return item.field === ""
    ? null
    : told("ticket_changed", `has ${item.field} ${item.after ?? "none"} instead of ${item.before ?? "none"}`);
}

/** The date of "2026-11-21 00:00:00.0". */
function day(text: string | null): string | null {
  return text?.slice(0, 10) ?? null;
}
