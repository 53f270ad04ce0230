import type { Rules } from "../setting.ts";

/** The rules that this tab is about, in the words of its form; projects and their watches are edited elsewhere. */
export const ruleNames: Record<keyof Rules, string> = {
  projects: "projects",
  repositories: "repositories",
  editorial: "editorial desk",
  bugFix: "bug fixing",
  projectWatch: "watched projects",
  delivery: "deliveries",
  meetings: "meetings",
  opsChannel: "ops channel",
  notices: "notices",
  digestHour: "hour of the digest",
  pollMinutes: "looks for lost webhooks",
  twoPeople: "kinds for two people",
  ownAllowed: "own requests",
  patience: "patience",
  windows: "windows of holds",
  approvalValidHours: "how long a yes counts",
  promotion: "promotion",
  demotion: "demotion",
  retention: "retention",
  memory: "memory",
};

/** An hour of the day in UTC by the reader's clock: "09:00" of "Europe/Berlin". */
export function hourAt(hour: number, now: number, locale?: string, zone?: string): string {
  const day = new Date(now);
  const at = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour);
  return new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: "short" }).format(at);
}
