import type { Cue } from "../../../domain/transcript/cue.ts";
import type { TextWriter } from "./text-writer.ts";

/** A paragraph isn't made longer: a person reads it. Characters. */
const longEnough = 800;

/** Writes cues: what one says without anybody between is one paragraph, so that no sentence is torn where a cue ends. */
export function writeCues(writer: TextWriter, cues: readonly Cue[]): void {
  let said: string[] = [];
  let began: Pick<Cue, "speaker" | "at"> | null = null;
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
      began = { speaker, at };
    }
    said.push(words);
  }
  flush();
}
