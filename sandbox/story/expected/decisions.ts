import type { Expected } from "./expected.ts";

const decision = (
  id: string,
  from: number,
  what: string,
  proof: readonly string[],
  more: { as?: readonly string[]; until?: number } = {},
): Expected => ({
  id,
  artefact: "decision_log",
  as: more.as ?? ["made"],
  what,
  from,
  proof,
  ...(more.until === undefined ? {} : { until: more.until }),
});

const superseded = { as: ["superseded"] };

export const expectedDecisions: readonly Expected[] = [
  decision("identity-service", 2, "Sign-in through the identity service", ["sso-3"], { until: 6 }),
  decision("identity-service-no-more", 7, "… and that this is no longer so", ["sso-3"], superseded),
  decision("own-sign-in", 7, "Own sign-in by a link in a mail", ["own-sign-in-2", "own-sign-in-3"]),
  decision("frankfurt", 4, "All data stays in Frankfurt", ["region-3", "ATL-108@4-13:10"]),
  decision("german-only", 4, "The beta is in German only", ["languages-1"], { until: 7 }),
  decision("german-only-no-more", 8, "… and that this is no longer so", ["languages-1"], superseded),
  decision("english-too", 8, "The beta is in German and English", ["languages-4"]),
  decision("four-waves", 6, "Letters go in four waves", ["load-5"]),
  decision("photos-90-days", 6, "Photos of meters are deleted after 90 days", ["meter-photos-3"]),
  decision("wishes-through-henrike", 7, "Wishes only through Henrike, nothing new before the beta", [
    "landlords-3",
    "landlords-4",
  ]),
  decision("old-bills-hidden", 7, "Bills from before 2019 are left out", ["old-bills-4"]),
  decision("open-map", 8, "The open map instead of Tilewerk", ["map-licence-7"]),
  decision("beta-wednesday", 8, "The beta moves", ["beta-moves-3", "beta-moves-2"]),
  decision("bank-details-paper", 8, "No change of bank details in the beta", [
    "bank-details-3",
    "bank-details-1",
  ]),
  decision("no-chat", 8, "No chat in the first release", ["chat-4"]),
  decision("thirty-days", 8, "Signed in for thirty days, a new link before money", ["session-length-3"]),
];
