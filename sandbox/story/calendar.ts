const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const dayMs = 86_400_000;
const zone = "Europe/Berlin";

const wallClock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: zone,
  dateStyle: "short",
  timeStyle: "medium",
});
const names = {
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }),
  de: new Intl.DateTimeFormat("de-DE", { day: "numeric", month: "long", timeZone: "UTC" }),
};

/**
 * The story's two weeks, laid on real ones. In its texts `{w2fri}` is the Friday of the second week in words,
 * `{w2fri:de}` the same in German; working days count from 1 to 10.
 */
export class StoryCalendar {
  /** Its first day, a Monday, at midnight UTC. */
  readonly #monday: number;

  /** @param monday as 2026-11-02. @throws Error when it is no Monday. */
  constructor(monday: string) {
    this.#monday = Date.parse(`${monday}T00:00:00Z`);
    if (new Date(this.#monday).getUTCDay() !== 1) throw new Error(`${monday} is not a Monday`);
  }

  /** The date of a day such as `w2fri`, as 2026-11-13. @throws Error for another form. */
  date(day: string): string {
    return new Date(this.#dayOf(day)).toISOString().slice(0, 10);
  }

  /** A moment of a working day, Berlin's time: `at(6, "09:30")`. Epoch milliseconds. */
  at(workingDay: number, time: string): number {
    const day = this.#monday + (workingDay - 1 + 2 * Math.floor((workingDay - 1) / 5)) * dayMs;
    const wanted = Date.parse(`${new Date(day).toISOString().slice(0, 10)}T${time}:00Z`);
    const shown = Date.parse(`${wallClock.format(wanted).replace(" ", "T")}Z`);
    return wanted - (shown - wanted);
  }

  /** The dates of a text in words. */
  fill(text: string): string {
    return text.replaceAll(/\{(w\d[a-z]{3})(:de)?\}/g, (_all, day: string, german?: string) =>
      names[german === undefined ? "en" : "de"].format(this.#dayOf(day)),
    );
  }

  #dayOf(day: string): number {
    const found = /^w(\d)([a-z]{3})$/.exec(day);
    const index = days.indexOf(found?.[2] ?? "");
    if (found === null || index < 0) throw new Error(`${day} is no day such as w2fri`);
    return this.#monday + ((Number(found[1]) - 1) * 7 + index) * dayMs;
  }
}

/** The Monday two weeks before the week of a moment, so that the story's end is not long ago: as 2026-11-02. */
export function recentMonday(now: number): string {
  const weekday = (new Date(now).getUTCDay() + 6) % 7;
  return new Date(now - (weekday + 14) * dayMs).toISOString().slice(0, 10);
}
