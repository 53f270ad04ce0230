export const statuses = ["To Do", "In Progress", "In Review", "Blocked", "Done", "Won't Do"] as const;
export type Status = (typeof statuses)[number];

interface Transition {
  id: string;
  name: string;
  from: Status;
  to: Status;
  /** Fields that its screen demands. */
  demands: readonly string[];
}

const way = (id: string, name: string, from: Status, to: Status, ...demands: string[]): Transition => ({
  id,
  name,
  from,
  to,
  demands,
});

/** The workflow of most projects: no way leads past "In Progress". */
const simple: readonly Transition[] = [
  way("11", "Start", "To Do", "In Progress"),
  way("21", "Put back", "In Progress", "To Do"),
  way("31", "Finish", "In Progress", "Done"),
  way("41", "Reopen", "Done", "In Progress"),
];

/** Atlas's: the work is reviewed, may be stuck, and whoever gives it up says why on a screen. */
const reviewed: readonly Transition[] = [
  way("11", "Start", "To Do", "In Progress"),
  way("21", "Put back", "In Progress", "To Do"),
  way("51", "Ask for review", "In Progress", "In Review"),
  way("52", "Send back", "In Review", "In Progress"),
  way("31", "Accept", "In Review", "Done"),
  way("41", "Reopen", "Done", "In Progress"),
  way("61", "Get stuck", "In Progress", "Blocked"),
  way("62", "Go on", "Blocked", "In Progress"),
  way("71", "Give up", "In Progress", "Won't Do", "resolution"),
];

/** The columns of a project's board. */
export function columnsOf(project: string): readonly Status[] {
  return project === "ATL" ? statuses : ["To Do", "In Progress", "Done"];
}

export function transitionsFrom(project: string, status: Status): Transition[] {
  return (project === "ATL" ? reviewed : simple).filter((one) => one.from === status);
}

const categories = {
  "To Do": "new",
  "In Progress": "indeterminate",
  "In Review": "indeterminate",
  Blocked: "indeterminate",
  Done: "done",
  "Won't Do": "done",
} as const;

export function statusId(status: Status): string {
  return String(10_000 + statuses.indexOf(status));
}

/** A status as Jira writes it. */
export function statusView(status: Status) {
  return {
    id: statusId(status),
    name: status,
    statusCategory: { key: categories[status], name: status },
  };
}
