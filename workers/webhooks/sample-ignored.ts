/** So many events with one reason are kept a minute, one by one; of the others their number. */
const keptAMinute = 10;
const minuteMs = 60_000;
/** More reasons than these are not told apart. */
const mostReasons = 500;

interface Count {
  since: number;
  kept: number;
  /** How many were not kept since the last one that was. */
  passed: number;
}

/** Which of the ignored events leave a row: a flood of them leaves some, and how many there were besides. */
export function ignoredSampler() {
  const counts = new Map<string, Count>();
  /** How many before this one were not kept; null: nor is this one. */
  return (reason: string, now: number): number | null => {
    const known = counts.get(reason);
    if (known === undefined && counts.size >= mostReasons) counts.clear();
    const count = known ?? { since: now, kept: 0, passed: 0 };
    counts.set(reason, count);
    if (now - count.since >= minuteMs) Object.assign(count, { since: now, kept: 0 });
    if (count.kept >= keptAMinute) {
      count.passed++;
      return null;
    }
    const { passed } = count;
    Object.assign(count, { kept: count.kept + 1, passed: 0 });
    return passed;
  };
}
