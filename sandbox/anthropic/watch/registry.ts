import { classify } from "./classify.ts";
import { obeyWhileReading, obeyWhileThinking } from "./obey.ts";
import { reason } from "./reason.ts";
import { sanitise } from "./sanitise.ts";

/** The watch's questions, known by a field that only they have, and what the stand-in says to them: soberly, or as it is told to by what it reads. */
export const watchAnswers: readonly {
  field: string;
  sober: (prompt: string) => unknown;
  obeying: (prompt: string) => unknown;
}[] = [
  { field: "readings", sober: sanitise, obeying: obeyWhileReading },
  { field: "thoughts", sober: classify, obeying: obeyWhileThinking },
  { field: "conclusion", sober: reason, obeying: obeyWhileThinking },
];
