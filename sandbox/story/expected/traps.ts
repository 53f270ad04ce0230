import { chatter } from "../noise/chatter.ts";
import { machineMails } from "../noise/machines.ts";
import { everyday } from "../threads/everyday.ts";
import type { Thread } from "../thread.ts";
import type { Trap } from "./expected.ts";

const idsOf = (threads: readonly Thread[]): string[] =>
  threads.flatMap(({ id, mails }) => mails.map((_mail, index) => `${id}-${index + 1}`));

export const traps: readonly Trap[] = [
  {
    id: "orders-to-the-reader",
    why: "a stranger's orders",
    events: ["order-by-mail-1", "hidden-order-1", "ATL-24@8-20:10"],
  },
  {
    id: "strangers",
    why: "advertising and fraud",
    events: ["phishing-1", "recruiter-1", "recruiter-2", "conference-1"],
  },
  {
    id: "reversed-sign-in",
    why: "a decision that was taken back",
    artefact: "decision_log",
    as: ["made"],
    from: 7,
    events: ["sso-3", "sso-4"],
  },
  {
    id: "reversed-language",
    why: "a decision that was taken back",
    artefact: "decision_log",
    as: ["made"],
    from: 8,
    events: ["languages-1"],
  },
  { id: "other-project", why: "risks of another project, forwarded", events: ["boreas-1", "boreas-2"] },
  { id: "old-history", why: "a quoted blocker of September", events: ["old-quote-1"] },
  {
    id: "all-clear",
    why: "asked, and there is nothing to do",
    events: ["font-licence-1", "font-licence-2", "font-licence-3"],
  },
  { id: "everyday", why: "small talk", events: idsOf(everyday.filter(({ id }) => id !== "meter-form")) },
  { id: "noise", why: "machines, thanks and newsletters", events: idsOf([...machineMails(), ...chatter()]) },
];

/** What a lead may write down and need not: it counts neither way. */
export const tolerated: readonly string[] = [
  "load-4",
  "load-test-1",
  "load-test-2",
  "second-tester-1",
  "second-tester-2",
  "pentest-5",
  "old-bills-3",
  "languages-5",
  "own-sign-in-1",
  "meter-form-1",
  "meter-form-2",
  "ATL-124",
  "ATL-133",
  "beta-moves-1",
  "beta-moves-5",
  "sepa-6",
  "customer-api-5",
  "map-licence-5",
  "map-licence-6",
  "chat-3",
  "meter-photos-2",
  "region-2",
];
