import { ledgerReport } from "../../ledger-report/ledger-report.ts";
import { weekBefore } from "../../ledger-report/period.ts";

/** What the crew has done in a week, by its own records. */
export const weeklyReport = ledgerReport({
  kind: "weekly_report",
  meaning: "the weekly report of what Signalbox itself has done, made from its own records",
  cues: ["weekly report", "what have you done this week", "your numbers of last week"],
  orderedAs: /(?:weekly (?:report|summary|digest)|wochenbericht)/,
  noun: "weekly report",
  title: "Weekly report",
  periodOf: weekBefore,
});
