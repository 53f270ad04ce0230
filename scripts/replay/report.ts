import type { ArtefactKind } from "../../shared/domain/artefacts/artefact.ts";
import { expectedOn } from "../../sandbox/story/expected.ts";
import { tolerated, traps } from "../../sandbox/story/expected/traps.ts";
import { type Score, score } from "../../sandbox/story/score.ts";
import type { Story } from "../../sandbox/story/story.ts";
import type { Atlas, Cycle } from "./atlas.ts";
import { eventsBySignal, notedIn } from "./noted.ts";

const scored: readonly ArtefactKind[] = ["raid_log", "decision_log", "delivery_state"];

export interface ReplayReport {
  score: Score;
  /** Signals that were heard of, and those of them that the story knows. */
  signals: number;
  known: number;
  flagged: string[];
  /** What stands beside the documents until a person takes it in. */
  suggestions: number;
  looks: number;
  idle: number;
  cycles: Pick<Cycle, "outcome" | "status" | "signals" | "steps">[];
  steps: number;
  inputTokens: number;
  outputTokens: number;
  usd: number;
}

/** Holds what the artefacts say on the evening of a working day against what a careful lead would have noted. */
export async function reportOn(atlas: Atlas, story: Story, day: number): Promise<ReplayReport> {
  const [summary, signals, cycles] = await Promise.all([atlas.summary(), atlas.signals(), atlas.cycles()]);
  const events = eventsBySignal(signals, [...story.before, ...story.events]);
  const noted = await Promise.all(
    scored.map(async (kind) => notedIn(kind, (await atlas.artefact(kind)).entries, events)),
  );
  const sum = (of: (cycle: Cycle) => number): number => cycles.reduce((all, cycle) => all + of(cycle), 0);
  return {
    score: score(noted.flat(), {
      expected: expectedOn(day),
      traps: traps.filter(({ from }) => from === undefined || from <= day),
      tolerated,
    }),
    signals: signals.length,
    known: events.size,
    flagged: signals.flatMap(({ id, flag }) => (flag === null ? [] : [events.get(id) ?? id])),
    suggestions: summary.suggestions,
    looks: summary.cycles,
    idle: summary.idle,
    cycles,
    steps: sum(({ steps }) => steps),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    usd: sum(({ usd }) => usd),
  };
}
