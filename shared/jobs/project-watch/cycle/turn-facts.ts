import type { LedgerEntry, LedgerType } from "../../../domain/ledger.ts";
import { cut } from "../../../platform/cut.ts";
import { redact } from "../../../platform/redact.ts";
import type { Seen } from "./look-at-source.ts";
import { failuresToTell, type Turn } from "../../../domain/watch/next-source-state.ts";

const types = {
  failing: "watch.source_failing",
  silent: "watch.source_silent",
  recovered: "watch.source_recovered",
} as const satisfies Record<Turn, LedgerType>;

const longestError = 300;

/** What a look puts on record about a source, without a task: turns that people are told of, and what it did anew. */
export function turnFacts(
  project: string,
  { source: { name, label }, state, turns, notes }: Seen,
  slot: number,
  at: number,
): LedgerEntry[] {
  const id = `watch/${project}/${name}/${slot}`;
  const error = cut(redact(state.error ?? ""), longestError);
  const words: Record<Turn, string> = {
    failing: `${label} of ${project} has failed ${Math.max(failuresToTell, state.failures)} times in a row: ${error}`,
    silent: `${label} of ${project} answers, and has told of nothing new for a long time`,
    recovered: `${label} of ${project} tells again`,
  };
  const data = { project, source: name };
  return [
    ...turns.map((turn) => ({
      id: `${id}/${turn}`,
      at,
      taskId: null,
      type: types[turn],
      summary: words[turn],
      data,
    })),
    ...notes.map((note, n) => ({
      id: `${id}/note-${n}`,
      at,
      taskId: null,
      type: "watch.resynced" as const,
      summary: `${label} of ${project}: ${cut(redact(note), longestError)}`,
      data,
    })),
  ];
}
