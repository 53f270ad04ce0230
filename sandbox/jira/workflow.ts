export const statuses = [
  "To Do",
  "In Progress",
  "In Review",
  "Blocked",
  "Done",
  "Won't Do",
  "Ready for Release",
  "Released",
  "Rejected",
] as const;
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

/** Payments': many steps, and what is done is called otherwise. Whoever rejects something can still release it. */
const released: readonly Transition[] = [
  way("11", "Start", "To Do", "In Progress"),
  way("61", "Get stuck", "In Progress", "Blocked"),
  way("62", "Go on", "Blocked", "In Progress"),
  way("81", "Reject", "In Progress", "Rejected"),
  way("82", "Release after all", "Rejected", "Released"),
  way("51", "Ask for review", "In Progress", "In Review"),
  way("52", "Send back", "In Review", "In Progress"),
  way("83", "Accept", "In Review", "Ready for Release"),
  way("84", "Release", "Ready for Release", "Released"),
];

interface Workflow {
  transitions: readonly Transition[];
  /** The columns of its board. */
  columns: readonly Status[];
}

const usual: Workflow = { transitions: simple, columns: ["To Do", "In Progress", "Done"] };
const others: Readonly<Record<string, Workflow>> = {
  ATL: {
    transitions: reviewed,
    columns: ["To Do", "In Progress", "In Review", "Blocked", "Done", "Won't Do"],
  },
  PAY: {
    transitions: released,
    columns: ["To Do", "In Progress", "Blocked", "In Review", "Ready for Release", "Released", "Rejected"],
  },
};

/** The columns of a project's board. */
export function columnsOf(project: string): readonly Status[] {
  return (others[project] ?? usual).columns;
}

export function transitionsFrom(project: string, status: Status): Transition[] {
  return (others[project] ?? usual).transitions.filter((one) => one.from === status);
}

const categories = {
  "To Do": "new",
  "In Progress": "indeterminate",
  "In Review": "indeterminate",
  Blocked: "indeterminate",
  Done: "done",
  "Won't Do": "done",
  "Ready for Release": "indeterminate",
  Released: "done",
  Rejected: "done",
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
