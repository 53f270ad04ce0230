/** What happens in the story. `id` names it for ever; `at` is when the twin gets it, epoch milliseconds, and no two are alike. */
interface Happening {
  id: string;
  at: number;
}

export interface StoryMail extends Happening {
  kind: "mail";
  /** When it was written, if that was long before it came. */
  sentAt: number;
  from: { name: string; address: string };
  to: string[];
  cc: string[];
  subject: string;
  text: string;
  /** Instead of the text, where the mail has markup. */
  html: string | null;
  conversation: string;
  attachments: string[];
}

export interface TicketCreated extends Happening {
  kind: "ticket_created";
  key: string;
  by: string;
  type: "Story" | "Task" | "Bug";
  summary: string;
  description: string;
  assignee: string | null;
  priority: "High" | "Medium" | "Low";
  points: number | null;
  sprint: string | null;
  /** As 2026-11-21. */
  due: string | null;
}

interface Change extends Happening {
  key: string;
  by: string;
}

export type TicketEvent =
  | TicketCreated
  | (Change & { kind: "ticket_moved"; to: "To Do" | "In Progress" | "Done" })
  | (Change & { kind: "ticket_assigned"; to: string | null })
  | (Change & { kind: "ticket_due"; to: string | null })
  | (Change & { kind: "ticket_flagged"; flagged: boolean })
  | (Change & { kind: "ticket_commented"; text: string })
  | (Change & { kind: "ticket_sprint"; to: string | null })
  | (Change & { kind: "ticket_deleted" })
  | (Change & { kind: "ticket_to_project"; to: string });

export type StoryEvent = StoryMail | TicketEvent;
