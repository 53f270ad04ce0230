/** From which value on something counts, and how many of the values it would judge wrongly. */
export interface Threshold {
  from: number;
  wrong: number;
  of: number;
}

/**
 * What tells values that should count from those that shouldn't with the fewest mistakes: of several that do so equally well, the one
 * with the most room around it.
 */
export function bestThreshold(right: readonly number[], wrong: readonly number[]): Threshold {
  const values = [...new Set([...right, ...wrong])].toSorted((a, b) => a - b);
  const all = right.length + wrong.length;
  let best = { from: 1, wrong: all, room: -1 };
  for (const [at, below] of values.slice(0, -1).entries()) {
    const above = values[at + 1] ?? below;
    const from = (below + above) / 2;
    const mistakes = right.filter((one) => one < from).length + wrong.filter((one) => one >= from).length;
    const room = above - below;
    if (mistakes < best.wrong || (mistakes === best.wrong && room > best.room))
      best = { from, wrong: mistakes, room };
  }
  return { from: Math.round(best.from * 100) / 100, wrong: best.wrong, of: all };
}
