import cronstrue from "cronstrue";
import { nextTimes, whyNotCron } from "../../../../../../shared/jobs/editorial/schedule/planned-times.ts";
import type { Timing } from "../../../../../../shared/jobs/editorial/schedule/schedule.ts";
import type { Answer } from "../../../api/types.ts";
import { zonedWords } from "../zone.ts";

export type ScheduleView = Answer<"GET /api/schedules">["schedules"][number];

/** When a schedule happens, as people say it: "At 09:00, Monday through Friday". */
export function timingWords(when: Timing, timeZone: string): string {
  if (when.kind === "once") return `Once, ${zonedWords(Date.parse(when.at), timeZone)}`;
  try {
    return cronstrue.toString(when.cron, { use24HourTimeFormat: true, verbose: false });
  } catch (error) {
    // It throws its words. An expression that counts and that it can't tell stands for itself.
    if (typeof error === "string" || error instanceof Error) return when.cron;
    throw error;
  }
}

/** What a timing would come to: its next times, or what is wrong with it. */
export type Foreseen = { words: string; next: number[] } | { problem: string };

export function foresee(when: Timing, timeZone: string, now: number): Foreseen {
  if (when.kind === "cron") {
    const problem = whyNotCron(when.cron, timeZone, now);
    if (problem !== null) return { problem };
  } else if (Date.parse(when.at) <= now) return { problem: "that moment has passed" };
  return { words: timingWords(when, timeZone), next: nextTimes(when, timeZone, now, 3) };
}
