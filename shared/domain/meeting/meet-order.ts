/** What somebody writes to have a bot sent. */
interface MeetOrder {
  url: string;
  title: string;
  /** ISO 8601; null: it is going on. */
  startsAt: string | null;
  minutes: number;
  /** Null: the channel's. */
  project: string | null;
  /** How those who are there know that they are recorded; null: nobody has said. */
  told: string | null;
}

export const meetUsage = 'URL [called "TITLE"] [at TIME] [for MINUTES] [PROJECT] told: HOW THEY KNOW';

const usualMinutes = 60;
const dayMs = 86_400_000;

/**
 * Reads such words; `problem`: what is wrong with them, naming it.
 * @param now epoch milliseconds: a time without a day is the next one.
 */
export function meetOrder(
  text: string,
  now: number,
): { order: MeetOrder; problem: null } | { order: null; problem: string } {
  const [, head = "", told = ""] = /^([^]*?)(?:(?:^|\s)told:?\s+([^]*))?$/i.exec(text.trim()) ?? [];
  const [, , title = ""] = /(?:^|\s)called\s+(["“”])([^"“”]+)["“”]/i.exec(head) ?? [];
  const [url = "", ...words] = head
    .replace(/(^|\s)called\s+["“”][^"“”]*["“”]/i, "$1")
    .trim()
    .split(/\s+/);
  const problem = (why: string) => ({ order: null, problem: why });
  if (!/^https:\/\/[^\s/]+/.test(url) || !URL.canParse(url))
    return problem(`"${url.slice(0, 100)}" is no https address of a meeting`);
  let startsAt: string | null = null;
  let minutes = usualMinutes;
  let project: string | null = null;
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const value = words[0] ?? "";
    switch (word.toLowerCase()) {
      case "at": {
        startsAt = timeIn(value, now);
        if (startsAt === null)
          return problem(
            `"${value}" is no time: write 14:30 (UTC), or 2026-12-02T14:30Z, or with +01:00 behind it`,
          );
        words.shift();
        break;
      }
      case "for": {
        const [, amount = "", unit = ""] = /^(\d{1,3})(h|m|min|minutes)?$/.exec(value) ?? [];
        minutes = Number(amount) * (unit === "h" ? 60 : 1);
        if (amount === "" || minutes < 5 || minutes > 240)
          return problem(`"${value}" is no length: write 5 to 240 minutes, such as for 45`);
        words.shift();
        if (/^min(?:ute)?s?$/i.test(words[0] ?? "")) words.shift();
        break;
      }
      case "in":
        break;
      default:
        if (project !== null) return problem(`"${word}" is one word too many: the project is ${project}`);
        project = word;
    }
  }
  const said = told.replaceAll(/\s+/g, " ").trim();
  const order = {
    url,
    title: title.trim() || `Meeting at ${new URL(url).hostname}`,
    startsAt,
    minutes,
    project,
    told: said === "" ? null : said,
  };
  return { order, problem: null };
}

/** A time as ISO 8601: of a day, or the next one that clocks in UTC show; null: it is none, or over. */
function timeIn(said: string, now: number): string | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?:z|utc)?$/i.exec(said) ?? [];
  if (hour !== undefined && minute !== undefined) {
    if (Number(hour) > 23 || Number(minute) > 59) return null;
    const day = new Date(now).setUTCHours(Number(hour), Number(minute), 0, 0);
    return new Date(day < now ? day + dayMs : day).toISOString();
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})$/i.test(said)) return null;
  const at = Date.parse(said);
  return Number.isNaN(at) || at < now - dayMs ? null : new Date(at).toISOString();
}
