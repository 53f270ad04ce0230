/** Where a list goes on: the sort key of its last row. */
export interface Cursor {
  at: number;
  id: string;
}

/** A checked cursor ("1732147200000~task-1"), taken apart; null at the beginning of a list. */
export function cursorOf(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null;
  const at = cursor.slice(0, cursor.indexOf("~"));
  return { at: Number(at), id: cursor.slice(at.length + 1) };
}

/** The cursor behind a page: null when the page wasn't full. */
export function nextCursor<T>(rows: readonly T[], limit: number, keyOf: (row: T) => Cursor): string | null {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limit) return null;
  const { at, id } = keyOf(last);
  return `${at}~${id}`;
}
