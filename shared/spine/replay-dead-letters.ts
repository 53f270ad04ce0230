import { countOpenLetters, deadLettersById, replayableLetters } from "../db/signals.ts";
import { inBackground } from "../platform/background.ts";
import { type DeadLetterRow, replayEntry, whyNotReplayed } from "./close-dead-letter.ts";
import type { Spine } from "./context.ts";
import { enqueue } from "./receive.ts";
import { hit, recordAll } from "./record.ts";

const atOnce = 100;

export interface Replay {
  replayed: string[];
  refused: { id: string; why: string }[];
  /** How many letters are still open. */
  left: number;
}

/**
 * Sends dead letters to their queue again: those named (at most a hundred), or the oldest hundred of all that can be.
 * Each is closed together with its signal's return, so of two people one replays it; sent is after that, as at the
 * signal's first coming, and the sweep sends what got no further.
 */
export async function replayDeadLetters(
  spine: Spine,
  by: string,
  ids: readonly string[] | "all",
): Promise<Replay> {
  const found = await (ids === "all" ? replayableLetters(spine.db, atOnce) : deadLettersById(spine.db, ids));
  const refused = (ids === "all" ? [] : [...new Set(ids)])
    .filter((id) => !found.some(({ letter }) => letter.id === id))
    .map((id) => ({ id, why: "there is no such dead letter" }));
  const letters: DeadLetterRow[] = [];
  for (const { letter, signalStatus } of found) {
    const why = whyNotReplayed(letter, signalStatus);
    if (why === null) letters.push(letter);
    else refused.push({ id: letter.id, why });
  }
  const results = await recordAll(
    spine,
    letters.map((letter) => replayEntry(spine, letter, by)),
  );
  const replayed = letters.filter((_, n) => hit(results[n]?.[0]));
  for (const { id } of letters.filter((letter) => !replayed.includes(letter)))
    refused.push({ id, why: "somebody else has just closed it" });
  for (const { letter, signalKind: kind } of found) {
    const { signalId: id } = letter;
    if (id !== null && kind !== null && replayed.includes(letter))
      inBackground("enqueue", { signalId: id }, async () => enqueue(spine, { id, kind }));
  }
  return { replayed: replayed.map(({ id }) => id), refused, left: await countOpenLetters(spine.db) };
}
