import { ledgerReport } from "../../ledger-report/ledger-report.ts";
import { dayBefore } from "../../ledger-report/period.ts";

/** What the crew has done in a day, by its own records. */
export const dailyReport = ledgerReport({
  kind: "daily_report",
  meaning: "the daily report of what Signalbox itself has done, made from its own records",
  cues: ["daily report", "what did you do today", "the day's numbers from your ledger"],
  orderedAs: /(?:daily (?:report|summary|digest)|tagesbericht)/,
  noun: "daily report",
  title: "Daily report",
  periodOf: dayBefore,
});
