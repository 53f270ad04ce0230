import type { Adf } from "./adf.ts";
import type { Status } from "./workflow.ts";

export const projects = [
  { id: "10000", key: "OPS", name: "Operations" },
  { id: "10001", key: "WEB", name: "Website" },
  { id: "10002", key: "ATL", name: "Atlas" },
  { id: "10003", key: "PAY", name: "Payments" },
] as const;

export const issueTypes = ["Task", "Bug", "Story"] as const;

interface Seed {
  project: (typeof projects)[number]["key"];
  type: (typeof issueTypes)[number];
  summary: string;
  description: Adf | null;
  labels: string[];
  status: Status;
  comment?: Adf;
}

const says = (text: string): Adf => ({
  version: 1,
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});

/** What is there at the start, in the order of the keys. */
export const seededIssues: readonly Seed[] = [
  {
    project: "OPS",
    type: "Bug",
    summary: "The nightly backup of the wiki stops half way",
    description: says("Since Tuesday the job ends after 40 minutes with no error in its log."),
    labels: ["backup"],
    status: "To Do",
  },
  {
    project: "OPS",
    type: "Task",
    summary: "Renew the certificate of the status page",
    description: null,
    labels: ["certificates"],
    status: "In Progress",
    comment: says("The request is with the registrar; it should come back tomorrow."),
  },
  {
    project: "OPS",
    type: "Task",
    summary: "Write down who is on call over the holidays",
    description: null,
    labels: [],
    status: "Done",
  },
  {
    project: "WEB",
    type: "Story",
    summary: "Readers can subscribe to the blog by feed",
    description: says("The feed should carry whole posts."),
    labels: ["blog"],
    status: "To Do",
  },
  {
    project: "WEB",
    type: "Bug",
    summary: "The menu covers the headline on small screens",
    description: null,
    labels: ["mobile"],
    status: "In Progress",
  },
  {
    project: "WEB",
    type: "Bug",
    summary: "Monthly invoices skip February for customers who joined on the 31st",
    description: says(
      "A customer with a monthly plan from 31 January got no invoice in February: the calendar has the next date on 3 March, and it should be 28 February. April, June, September and November are wrong in the same way. Seen in acme/calendar 1.8.2.",
    ),
    labels: ["billing"],
    status: "To Do",
  },
];
