import type { Expected } from "./expected.ts";

const raid = (
  type: string | readonly string[],
  id: string,
  from: number,
  what: string,
  proof: readonly string[],
): Expected => ({
  id,
  artefact: "raid_log",
  as: typeof type === "string" ? [type] : type,
  what,
  from,
  proof,
});

const risks: readonly Expected[] = [
  raid("risk", "beta-may-slip", 2, "The beta may not be ready in time", ["beta-date-2", "deniz-away-5"]),
  raid("risk", "payments-in-one-head", 5, "What is known of payments is in one head, and he is away", [
    "deniz-away-3",
    "deniz-away-4",
    "deniz-away-5",
  ]),
  raid("risk", "first-evening", 3, "All letters in one week: too many visitors at once", [
    "load-1",
    "load-2",
  ]),
  raid("risk", "pentest-late", 5, "The penetration test ends too shortly before the go-live", [
    "pentest-3",
    "pentest-4",
  ]),
  raid("risk", "audit", 6, "The accessibility audit may fail", ["accessibility-1", "ATL-130"]),
  raid("risk", "scope-creep", 6, "Scope grows by small wishes that nobody has planned", [
    "landlords-1",
    "landlords-2",
    "last-year-1",
    "excel-1",
    "chat-1",
    "landlords-3",
  ]),
  raid("risk", "go-live-tight", 8, "No slack is left before the go-live", [
    "beta-moves-2",
    "go-live-letters-2",
  ]),
  raid("risk", "sdk3-end", 8, "Old documents can't be checked after the end of SDK 3 (came in late)", [
    "sdk3-end-1",
    "sdk3-end-2",
    "sdk3-end-3",
  ]),
  raid("risk", "budget", 8, "The budget ends before the work does", ["budget-1", "budget-2", "budget-3"]),
  raid("risk", "letters-printed", 9, "Letters name a date that can't be taken back", [
    "go-live-letters-1",
    "go-live-letters-2",
  ]),
];

const issues: readonly Expected[] = [
  raid("issue", "staging-down", 2, "Staging is down: certificate expired", [
    "staging-down-1",
    "staging-down-2",
    "staging-down-3",
    "staging-down-4",
  ]),
  raid("issue", "duplicates", 4, "3.1 percent of customers are there twice", [
    "duplicates-1",
    "duplicates-3",
    "duplicates-4",
    "ATL-126",
    "ATL-126@5-14:00",
  ]),
  raid("issue", "mandates-rejected", 5, "Zahlwerk rejects every mandate", [
    "sepa-1",
    "sepa-3",
    "sepa-4",
    "sepa-5",
    "ATL-41@5-11:30",
    "ATL-41@6-13:45",
    "ATL-41@6-13:46",
  ]),
  raid("issue", "licence-internal", 6, "The map's licence doesn't cover a public page", [
    "map-licence-3",
    "map-licence-4",
    "ATL-79@6-11:20",
    "ATL-79@6-11:21",
  ]),
  raid("issue", "blank-bills", 6, "Bills from before 2019 are blank", [
    "old-bills-1",
    "old-bills-2",
    "ATL-131",
  ]),
  raid("issue", "spam", 8, "Sign-in mails land in spam", ["spam-1", "spam-2", "spam-3", "ATL-142"]),
  raid("issue", "no-address", 9, "31 beta customers have no mail address", [
    "beta-customers-4",
    "beta-customers-5",
    "ATL-144",
  ]),
  raid(["issue", "risk"], "old-portal-off", 9, "The old portal is switched off a week too early", [
    "old-portal-3",
    "old-portal-4",
    "old-portal-5",
    "old-portal-6",
    "ATL-145",
  ]),
];

const assumptions: readonly Expected[] = [
  raid("assumption", "licence-covers", 2, "The map's licence covers the new portal", ["map-licence-1"]),
  raid("assumption", "twenty-percent", 3, "20 percent of households register in the first month", ["load-3"]),
  raid("assumption", "old-portal-stays", 3, "The old portal stays readable to the end of the year", [
    "old-portal-2",
  ]),
  raid("assumption", "all-have-mail", 7, "Each beta customer has a confirmed mail address", [
    "beta-customers-3",
    "beta-customers-5",
  ]),
];

const dependencies: readonly Expected[] = [
  raid("dependency", "customer-api", 2, "Version 2 of the customer API, by Nordlicht's team", [
    "customer-api-1",
    "customer-api-2",
    "customer-api-3",
    "customer-api-4",
    "customer-api-6",
    "customer-api-7",
    "ATL-18@2-13:50",
    "ATL-18@6-16:40",
    "ATL-18@6-16:41",
  ]),
  raid("dependency", "sdk4", 2, "Papersail's SDK 4 for the bill viewer", [
    "sdk4-1",
    "sdk4-2",
    "sdk4-3",
    "ATL-57@2-12:45",
  ]),
  raid("dependency", "pentest-slot", 3, "Quarzwerk's test and report before the go-live", [
    "pentest-1",
    "pentest-2",
    "pentest-6",
  ]),
  raid("dependency", "consent-texts", 4, "Texts of consent before registration opens", [
    "consent-1",
    "consent-2",
    "consent-3",
    "consent-4",
  ]),
  raid("dependency", "letter-code", 4, "The print shop needs address and QR code", ["qr-1", "qr-2"]),
  raid("dependency", "name-change", 5, "The change of the portal's name, in spite of the freeze", [
    "dns-freeze-1",
    "dns-freeze-2",
    "ATL-128",
  ]),
  raid("dependency", "clean-up-run", 8, "Clean-up of the duplicates before the final import", [
    "duplicates-5",
    "ATL-139",
  ]),
  raid("dependency", "dns-of-nordlicht", 8, "A line in Nordlicht's DNS", ["spam-2", "spam-3", "spam-4"]),
];

export const expectedRaid: readonly Expected[] = [...risks, ...issues, ...assumptions, ...dependencies];
