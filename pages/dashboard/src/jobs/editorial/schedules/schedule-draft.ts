import {
  scheduleFields,
  type ScheduleFields,
  type Timing,
} from "../../../../../../shared/jobs/editorial/schedule/schedule.ts";
import { defaultProject } from "../../../../../../shared/policy/rules.ts";
import { problemsIn } from "../../../parts/form/problems.ts";
import { inputOf, momentIn, ownZone } from "../zone.ts";
import { foresee, type ScheduleView } from "./schedule-words.ts";

/** A schedule as it stands in the form. */
export interface ScheduleDraft {
  name: string;
  repeats: "cron" | "once";
  cron: string;
  /** As an input for date and time has it, in the zone. */
  moment: string;
  timeZone: string;
  project: string;
  kind: string | null;
  text: string;
  channel: string | null;
}

const dayMs = 86_400_000;

export function draftOf(schedule: ScheduleView | null, now: number): ScheduleDraft {
  if (schedule === null)
    return {
      name: "",
      repeats: "cron",
      cron: "0 9 * * 1",
      moment: inputOf(now + dayMs, ownZone),
      timeZone: ownZone,
      project: defaultProject,
      kind: null,
      text: "",
      channel: null,
    };
  const { name, when, timeZone, project, kind, text, channel } = schedule;
  return {
    name,
    repeats: when.kind,
    cron: when.kind === "cron" ? when.cron : "0 9 * * 1",
    moment: inputOf(when.kind === "once" ? Date.parse(when.at) : now + dayMs, timeZone),
    timeZone,
    project,
    kind,
    text,
    channel,
  };
}

/** When the draft would happen; null for a moment that isn't one. */
export function timingOf({ repeats, cron, moment, timeZone }: ScheduleDraft): Timing | null {
  if (repeats === "cron") return { kind: "cron", cron: cron.trim() };
  const at = momentIn(moment, timeZone);
  return at === null ? null : { kind: "once", at: new Date(at).toISOString() };
}

/** The fields as they are sent; null while the moment isn't one. */
export function fieldsOfDraft(draft: ScheduleDraft): ScheduleFields | null {
  const when = timingOf(draft);
  if (when === null) return null;
  const { name, timeZone, project, kind, text, channel } = draft;
  return { name, when, timeZone, project, kind, text, channel };
}

/** What keeps a draft from being saved, by field. */
export function problemsOfDraft(draft: ScheduleDraft, now: number): Record<string, string> {
  const fields = fieldsOfDraft(draft);
  if (fields === null) return { moment: "Must be a date and a time." };
  const foreseen = foresee(fields.when, fields.timeZone, now);
  return {
    ...problemsIn(scheduleFields, fields),
    ...("problem" in foreseen ? { [draft.repeats === "cron" ? "cron" : "moment"]: foreseen.problem } : {}),
  };
}
