/** How often a task has been poked since its last fact (`seq`). */
export interface Watch {
  seq: number;
  pokes: number;
}

/** Long silences are normal while people think; each poke costs the workflow a step, and steps are limited. */
const longestSeconds = 6 * 60 * 60;

/**
 * What the watchdog does when its alarm fires: poke after `baseSeconds` of silence, then after twice as long, and so on.
 * A fact in between starts over. Alarms fire up to a second early, so a second is forgiven.
 */
export function watchdogMove(
  watch: Watch,
  task: { seq: number; quietSince: number },
  baseSeconds: number,
  now: number,
): { poke: boolean; next: Watch; inSeconds: number } {
  const pokes = watch.seq === task.seq ? watch.pokes : 0;
  const after = (count: number): number => Math.min(baseSeconds * 2 ** count, longestSeconds);
  const quietSeconds = (now - task.quietSince) / 1000;
  if (quietSeconds + 1 < after(pokes)) {
    return {
      poke: false,
      next: { seq: task.seq, pokes },
      inSeconds: Math.max(1, Math.ceil(after(pokes) - quietSeconds)),
    };
  }
  return { poke: true, next: { seq: task.seq, pokes: pokes + 1 }, inSeconds: after(pokes + 1) };
}
