import type { Waiting } from "../live/board.tsx";

interface RoomLink {
  href: string;
  label: string;
  /** How much in there wants a person, if anything. */
  count?: (waiting: Waiting) => number;
}

/** The way through the house, in groups. A new job adds its room here and in app.tsx. */
export const roomGroups: { title: string; rooms: RoomLink[] }[] = [
  {
    title: "Now",
    rooms: [
      { href: "/", label: "Overview" },
      {
        href: "/inbox",
        label: "Inbox",
        count: ({ approvals: { low, medium, high }, unknownEffects, questions }) =>
          low + medium + high + unknownEffects + questions,
      },
      { href: "/holds", label: "Holds", count: ({ holds }) => holds },
      { href: "/tasks", label: "Tasks", count: ({ outOfBudget }) => outOfBudget },
      { href: "/fixes", label: "Fixes" },
    ],
  },
  {
    title: "Records",
    rooms: [
      { href: "/signals", label: "Signals" },
      { href: "/ledger", label: "Ledger" },
      { href: "/dead-letters", label: "Dead letters", count: ({ deadLetters }) => deadLetters },
    ],
  },
  {
    title: "Steering",
    rooms: [
      { href: "/budgets", label: "Budgets" },
      { href: "/autonomy", label: "Autonomy", count: ({ promotions }) => promotions },
      { href: "/settings", label: "Settings" },
    ],
  },
];
