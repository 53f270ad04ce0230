const minuteMs = 60_000;

/** How long after it was published something is looked at again, milliseconds: a day of it, at first more often. */
const looks = [10, 60, 6 * 60, 24 * 60].map((minutes) => minutes * minuteMs);

/** The next moment at which something that was published is looked at; null: its day is over. Epoch milliseconds. */
export function nextLook(publishedAt: number, now: number): number | null {
  const next = looks.find((after) => publishedAt + after > now);
  return next === undefined ? null : publishedAt + next;
}
