import type { MantineColor } from "@mantine/core";
import type { Signal } from "../views.ts";
import { spoken } from "../../../parts/words.ts";

export const sourceNames: Record<Signal["source"], string> = {
  jira: "Jira",
  outlook: "Mail",
  asana: "Asana",
  github: "GitHub",
};

export const importanceLooks: Record<NonNullable<Signal["importance"]>, MantineColor> = {
  noise: "gray",
  routine: "gray",
  notable: "rail",
  urgent: "red",
};

export const stateWords: Record<Signal["state"], string> = {
  new: "waits for the next cycle",
  taken: "is being thought about",
  done: "thought about",
  given_up: "given up",
};

const types: Partial<Record<Signal["type"], string>> = {
  ticket_due: "Due date changed",
  ticket_changed: "Ticket changed",
  ticket_created: "Ticket created",
  ticket_removed: "Ticket left the project",
  ticket_status: "Status changed",
  ticket_assignee: "Assignee changed",
  ticket_sprint: "Sprint changed",
  ticket_priority: "Priority changed",
  ticket_comment: "Comment",
  ticket_blocked: "Blocked",
  ticket_unblocked: "Unblocked",
  mail_received: "Mail",
  mail_sent: "Mail sent",
  mail_removed: "Mail removed",
};

/** What has happened and where, in a few words. */
export function happened({ type, source }: Pick<Signal, "type" | "source">): string {
  const words = types[type] ?? spoken(type);
  return source === "outlook" ? words : `${words} in ${sourceNames[source]}`;
}
