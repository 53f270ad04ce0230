import type { Answer } from "../../api/types.ts";
import { type Figures, tones } from "../../parts/chart/figures.ts";

type Day = Answer<"GET /api/budgets/history">["days"][number];

/** The figures of the last days. Days are the system's, midnight to midnight UTC, so they are named in UTC too. */
export function dayFigures(days: readonly Day[], money: (usd: number) => string, locale?: string): Figures {
  const short = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short" });
  const long = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return {
    stepName: "Day (UTC)",
    steps: days.map(({ day }, index) => ({
      short: short.format(Date.parse(day)),
      long: long.format(Date.parse(day)),
      // Counted from today, which so has its name.
      tick: (days.length - 1 - index) % 3 === 0,
    })),
    whole: false,
    words: money,
    series: [
      { name: "Spent", shape: "bar", tone: tones.blue, values: days.map(({ spentUsd }) => spentUsd) },
      {
        name: "Limit with top-ups",
        shape: "line",
        tone: tones.vermilion,
        values: days.map(({ limitUsd, topUpUsd }) => limitUsd + topUpUsd),
      },
    ],
  };
}
