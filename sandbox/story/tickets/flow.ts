import { Random } from "../random.ts";
import { board } from "./board.ts";
import { changes, type WrittenChange } from "./changes.ts";

const words = [
  "On staging.",
  "Reviewed, two small remarks in the pull request.",
  "Tested on a phone and on a desktop, fine.",
  "Texts are in.",
  "Merged.",
  "Looks good to me.",
  "Screenshot is in the folder.",
];

/** The ordinary life of the sprint's other tickets: they are begun, remarked on and finished. */
export function ordinaryFlow(): WrittenChange[] {
  const random = new Random(71);
  const told = new Set(changes.map(([, , , ticket]) => ticket));
  // These wait for others, all two weeks long.
  const waiting = new Set([9, 20, 21, 42, 43, 63, 98, 39, 52]);
  return board.flatMap(([, , assignee, , where], index): WrittenChange[] => {
    const ticket = index + 1;
    if (assignee === null || told.has(ticket) || waiting.has(ticket)) return [];
    const hand = assignee === "deniz" ? "priya" : assignee;
    if (where === "doing") {
      const day = 1 + random.below(7);
      return [
        [day, random.time(9, 17), hand, ticket, { said: random.of(words) }],
        [day + 1 + random.below(2), random.time(9, 17), "marek", ticket, { moved: "Done" }],
      ];
    }
    if (where !== "next" || random.below(3) === 0) return [];
    const day = 1 + random.below(6);
    const begun: WrittenChange = [day, random.time(9, 16), hand, ticket, { moved: "In Progress" }];
    if (random.below(2) === 0) return [begun];
    return [begun, [day + 2 + random.below(2), random.time(9, 17), hand, ticket, { moved: "Done" }]];
  });
}
