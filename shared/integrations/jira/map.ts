import { type WatchSignal, watchSignalId } from "../../domain/watch/watch-signal.ts";
import { adfToText } from "./adf-to-text.ts";
import { toldChange } from "./change-type.ts";
import { nameOf, oneLine } from "./map-item.ts";
import type { ChangeItem, Comment, History, JiraUser, Ticket } from "./shapes.ts";
import { projectOf, type WatchedProject } from "./watched.ts";

/*
 * What happens to tickets as signals. The native part of an id is made of Jira's own numbers (the issue, the entry of its
 * changelog or the comment, the field), so that a webhook and a search give the same change the same id.
 */

/** A ticket that is new, with what its author wrote. */
export function createdSignal(ticket: Ticket, watched: WatchedProject, by?: JiraUser | null): WatchSignal {
  const { id, key, fields } = ticket;
  const description = adfToText(fields.description);
  return {
    ...signalOf(ticket, watched, `${id}:created`, by ?? fields.creator ?? fields.reporter),
    type: "ticket_created",
    at: fields.created ?? 0,
    title: `${key} is new: ${oneLine(fields.summary)}`,
    text: [fields.summary, description].filter((one) => one !== "").join("\n\n"),
    detail: {
      type: fields.issuetype?.name ?? null,
      status: fields.status?.name ?? null,
      priority: fields.priority?.name ?? null,
      due: fields.duedate ?? null,
      assignee: fields.assignee ? nameOf(fields.assignee) : null,
    },
  };
}

/** A ticket that is no more. It leaves nothing to know the moment by. */
export function deletedSignal(
  ticket: Ticket,
  watched: WatchedProject,
  at: number,
  by?: JiraUser | null,
): WatchSignal {
  return {
    ...signalOf(ticket, watched, `${ticket.id}:deleted`, by),
    type: "ticket_removed",
    at,
    title: `${ticket.key} is there no more: ${oneLine(ticket.fields.summary)}`,
  };
}

/** A comment, or an edited one: each version is a signal. */
export function commentSignal(ticket: Ticket, watched: WatchedProject, comment: Comment): WatchSignal {
  const { id, created, updated, body, author, updateAuthor } = comment;
  const edited = updated !== null && updated !== undefined && updated !== created ? updated : null;
  const by = edited === null ? author : (updateAuthor ?? author);
  return {
    ...signalOf(ticket, watched, `${ticket.id}:comment:${id}${edited === null ? "" : `:${edited}`}`, by),
    type: "ticket_comment",
    at: edited ?? created,
    title: `${nameOf(by)} ${edited === null ? "wrote" : "rewrote a comment"} on ${ticket.key}: ${oneLine(ticket.fields.summary)}`,
    text: adfToText(body),
    detail: { comment: id },
  };
}

/** A comment that was deleted. Nobody says who did it. */
export function commentDeletedSignal(
  ticket: Ticket,
  watched: WatchedProject,
  { id, body, author }: Comment,
  at: number,
): WatchSignal {
  return {
    ...signalOf(ticket, watched, commentDeleted(ticket, id), author),
    type: "ticket_changed",
    at,
    title: `${ticket.key} has lost a comment: ${oneLine(ticket.fields.summary)}`,
    text: adfToText(body),
    detail: { field: "Comment", from: null, to: null },
  };
}

/** The changelog tells of it, and a webhook of its own. */
const commentDeleted = ({ id }: Ticket, comment: string) => `${id}:comment:${comment}:deleted`;

/** An entry of the changelog: a signal for each field that matters. A move to another project is one signal. */
export function historySignals(ticket: Ticket, watched: WatchedProject, entry: History): WatchSignal[] {
  const move = moveIn(entry);
  if (move !== null) {
    const moved = moveSignal(ticket, watched, entry, move);
    return moved === null ? [] : [moved];
  }
  if (projectOf(ticket.key) !== watched.key) return [];
  return entry.items.flatMap((item) => {
    const told = toldChange(item);
    if (told === null) return [];
    return {
      ...signalOf(ticket, watched, nativeOf(ticket, entry, item), entry.author),
      type: told.type,
      at: entry.created,
      title: oneLine(`${ticket.key} ${told.words}: ${ticket.fields.summary}`),
      text: told.text,
      detail: { field: item.field, from: item.before, to: item.after },
      attachments: item.field === "Attachment" && item.after !== null ? [item.after] : [],
    };
  });
}

/** One entry may add several links or files: each is told from the others by what it is. */
function nativeOf(ticket: Ticket, { id, items }: History, item: ChangeItem): string {
  if (item.field === "Comment" && item.from !== null) return commentDeleted(ticket, item.from);
  const isOne = items.filter(({ field }) => field === item.field).length === 1;
  const which = isOne ? "" : `:${item.to ?? item.from ?? item.after ?? item.before ?? ""}`;
  return `${ticket.id}:${id}:${item.field}${which}`;
}

interface Move {
  from: string;
  to: string;
}

/** The keys that an entry of the changelog has changed; null where it is no move between projects. */
export function moveIn({ items }: Pick<History, "items">): Move | null {
  const key = items.find(
    (item): item is ChangeItem & { before: string; after: string } =>
      item.field === "Key" && item.before !== null && item.after !== null,
  );
  return key ? { from: key.before, to: key.after } : null;
}

/** Null where a move concerns the project neither as the old nor as the new one. */
function moveSignal(
  ticket: Ticket,
  watched: WatchedProject,
  entry: History,
  { from, to }: Move,
): WatchSignal | null {
  const left = projectOf(from) === watched.key;
  if (!left && projectOf(to) !== watched.key) return null;
  const native = `${ticket.id}:${entry.id}:moved`;
  return {
    ...signalOf({ ...ticket, key: left ? from : to }, watched, native, entry.author),
    type: left ? "ticket_removed" : "ticket_created",
    at: entry.created,
    title: `${left ? `${from} has become ${to}` : `${to} has come from ${from}`}: ${oneLine(ticket.fields.summary)}`,
    detail: { from, to },
  };
}

/** What all signals of a ticket have in common. */
function signalOf(
  { key }: Pick<Ticket, "key">,
  { project, root }: WatchedProject,
  native: string,
  by: JiraUser | null | undefined,
) {
  const isStranger = !by || by.accountType === "customer";
  return {
    id: watchSignalId(project, "jira", native),
    project,
    source: "jira",
    item: key,
    text: null,
    author: { name: nameOf(by), address: by?.emailAddress || null },
    to: [],
    attachments: [],
    url: `${root}/browse/${key}`,
    provenance: isStranger ? "external" : "internal",
    detail: {},
  } satisfies Omit<WatchSignal, "type" | "at" | "title">;
}
