import type { TextWriter } from "./text-writer.ts";

/** Something that somebody said at some time. */
export interface Cue {
  speaker: string | null;
  text: string;
  /** As the document has it: "00:03:12"; null: it doesn't say. */
  at: string | null;
}

/** A paragraph isn't made longer: a person reads it. Characters. */
const longEnough = 800;

/** Writes cues: what one says without anybody between is one paragraph, so that no sentence is torn where a cue ends. */
export function writeCues(writer: TextWriter, cues: readonly Cue[]): void {
  let said: string[] = [];
  let began: Cue | null = null;
  const flush = (): void => {
    if (began === null) return;
    writer.mark({ speaker: began.speaker, at: began.at });
    writer.lines(`${began.speaker === null ? "" : `${began.speaker}: `}${said.join(" ")}`);
    [said, began] = [[], null];
  };
  for (const { speaker, text, at } of cues) {
    const words = text.replaceAll(/\s+/g, " ").trim();
    if (words === "") continue;
    const length = said.reduce((sum, one) => sum + one.length, 0);
    if (began === null || began.speaker !== speaker || length > longEnough) {
      flush();
      began = { speaker, text: words, at };
    }
    said.push(words);
  }
  flush();
}

/** Seconds as people write them: 192.4 → "00:03:12". */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return [hours, minutes, whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
