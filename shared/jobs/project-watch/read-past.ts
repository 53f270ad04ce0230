import type { WatchItem, WatchSignal } from "../../domain/watch/watch-signal.ts";
import type { Spine } from "../../spine/context.ts";
import { askSource, type Patience } from "./cycle/ask-source.ts";
import type { WatchRules } from "./rules.ts";
import type { SealedSource } from "./sources/signal-source.ts";

/** What sources have told of the past. */
export interface Past {
  signals: WatchSignal[];
  items: WatchItem[];
  /** Sources that could not be read, and why. */
  skipped: { label: string; error: string }[];
}

interface Reading {
  project: string;
  rules: WatchRules;
  /** Epoch milliseconds. */
  since: number;
}

/** A source that never comes to an end is left after so many answers. */
const mostAnswers = 40;

/** Reads sources from a moment on, side by side; what a source has told before it failed counts. */
export async function readPast(
  spine: Spine,
  reading: Reading,
  sources: readonly SealedSource[],
  how: Patience,
): Promise<Past> {
  const all = await Promise.all(sources.map(async (source) => readOne(spine, reading, source, how)));
  const byId = new Map(all.flatMap(({ signals }) => signals.map((one) => [one.id, one])));
  return {
    signals: [...byId.values()].filter(({ at }) => at >= reading.since),
    items: all.flatMap(({ items }) => items),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

async function readOne(spine: Spine, reading: Reading, source: SealedSource, how: Patience): Promise<Past> {
  const past: Past = { signals: [], items: [], skipped: [] };
  let checkpoint: string | null = null;
  for (let n = 0; n < mostAnswers; n++) {
    const asked = await askSource(spine, { ...reading, source, checkpoint, failedBefore: true }, how);
    if (asked.kind === "failed") {
      past.skipped.push({ label: source.label, error: asked.error });
      break;
    }
    past.signals.push(...asked.delta.signals);
    past.items.push(...asked.delta.items);
    if (!asked.delta.more) break;
    checkpoint = asked.delta.checkpoint;
  }
  return past;
}
