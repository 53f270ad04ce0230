export const statuses = ["To Do", "In Progress", "Done"] as const;
export type Status = (typeof statuses)[number];

interface Transition {
  id: string;
  name: string;
  from: Status;
  to: Status;
}

/** The workflow of every project: no way leads past "In Progress". */
const transitions: readonly Transition[] = [
  { id: "11", name: "Start", from: "To Do", to: "In Progress" },
  { id: "21", name: "Put back", from: "In Progress", to: "To Do" },
  { id: "31", name: "Finish", from: "In Progress", to: "Done" },
  { id: "41", name: "Reopen", from: "Done", to: "In Progress" },
];

export function transitionsFrom(status: Status): Transition[] {
  return transitions.filter((one) => one.from === status);
}

const categories = { "To Do": "new", "In Progress": "indeterminate", Done: "done" } as const;

/** A status as Jira writes it. */
export function statusView(status: Status) {
  return {
    id: String(10_000 + statuses.indexOf(status)),
    name: status,
    statusCategory: { key: categories[status], name: status },
  };
}
