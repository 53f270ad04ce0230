/** So many events with one reason are kept in a window, one by one; of the others their number. */
const keptInWindow = 10;
/** Short enough for what waits after an answer to see its end, milliseconds. */
const windowMs = 20_000;
/** More reasons than these are not told apart. */
const mostReasons = 500;
const others = "others";

interface Count {
  since: number;
  kept: number;
  /** How many were not kept since the last one that was. */
  passed: number;
  /** Whether somebody waits to tell how many. */
  isAwaited: boolean;
}

export type Sampled =
  /** It is kept; so many before it were not. */
  | { kind: "kept"; passed: number }
  /** It isn't, and its number is told in so many milliseconds; null: somebody waits for that already. */
  | { kind: "passed"; tellInMs: number | null };

/** Which of the ignored events leave a row: a flood of them leaves some, and how many there were besides. */
export function ignoredSampler() {
  const counts = new Map<string, Count>();

  const countOf = (reason: string, now: number): Count => {
    const known = counts.get(reason);
    if (known !== undefined) return known;
    if (counts.size >= mostReasons)
      for (const [name, { since, passed }] of counts)
        if (passed === 0 && now - since >= windowMs) counts.delete(name);
    const name = counts.size < mostReasons ? reason : others;
    const count = counts.get(name) ?? { since: now, kept: 0, passed: 0, isAwaited: false };
    counts.set(name, count);
    return count;
  };

  const pass = (count: Count, passed: number, now: number): number | null => {
    count.passed += passed;
    if (count.isAwaited) return null;
    count.isAwaited = true;
    return Math.max(0, count.since + windowMs - now);
  };

  return {
    /** An event that is ignored for this reason. */
    see: (reason: string, now: number): Sampled => {
      const count = countOf(reason, now);
      if (now - count.since >= windowMs) Object.assign(count, { since: now, kept: 0 });
      if (count.kept >= keptInWindow) return { kind: "passed", tellInMs: pass(count, 1, now) };
      const { passed } = count;
      Object.assign(count, { kept: count.kept + 1, passed: 0 });
      return { kind: "kept", passed };
    },

    /** So many whose number stands in no row after all. Returns in how many milliseconds it is told; null: somebody waits for that. */
    giveBack: (reason: string, passed: number, now: number): number | null =>
      passed === 0 ? null : pass(countOf(reason, now), passed, now),

    /** How many there are that no row tells of; whoever asks tells. */
    takeRest: (reason: string, now: number): number => {
      const count = countOf(reason, now);
      const { passed } = count;
      Object.assign(count, { passed: 0, isAwaited: false });
      return passed;
    },
  };
}
