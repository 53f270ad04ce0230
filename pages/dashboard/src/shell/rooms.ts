import type { RoomLink } from "../jobs/job-panels.ts";
import { allPanels } from "../jobs/registry.ts";

/** The way through the house, in groups; the jobs add their own rooms. */
export const roomGroups: { title: string; rooms: RoomLink[] }[] = [
  {
    title: "Now",
    rooms: [
      { href: "/", label: "Overview" },
      {
        href: "/inbox",
        label: "Inbox",
        count: ({ approvals: { low, medium, high }, unknownEffects, questions, merges, undelivered }) =>
          low + medium + high + unknownEffects + questions + merges + undelivered,
      },
      { href: "/holds", label: "Holds", count: ({ holds }) => holds },
      { href: "/tasks", label: "Tasks", count: ({ outOfBudget }) => outOfBudget },
      ...allPanels.flatMap(({ links }) => links),
    ],
  },
  {
    title: "Records",
    rooms: [
      { href: "/signals", label: "Signals" },
      { href: "/ledger", label: "Ledger" },
      { href: "/memory", label: "Memory" },
      { href: "/voices", label: "Read aloud" },
      { href: "/dead-letters", label: "Dead letters", count: ({ deadLetters }) => deadLetters },
    ],
  },
  {
    title: "Steering",
    rooms: [
      { href: "/budgets", label: "Budgets" },
      { href: "/autonomy", label: "Autonomy", count: ({ promotions }) => promotions },
      { href: "/stops", label: "Stops" },
      { href: "/accounts", label: "Accounts" },
      { href: "/settings", label: "Settings" },
    ],
  },
];
