/** Something that somebody said at some time. */
export interface Cue {
  speaker: string | null;
  text: string;
  /** As the document has it: "00:03:12"; null: it doesn't say. */
  at: string | null;
  /** Milliseconds from the beginning of the recording; null: it doesn't say. */
  startMs: number | null;
  endMs: number | null;
}

/** Seconds as people write them: 192.4 → "00:03:12". */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return [hours, minutes, whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** "1:03:12,5", "03:12" → milliseconds; null for what is no time of a recording. */
export function msOfClock(clock: string): number | null {
  const [, hours = "0", minutes = "", seconds = "", fraction = "0"] =
    /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?\s*$/.exec(clock) ?? [];
  if (minutes === "") return null;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, "0"));
}
