/** The order after a story was put at a place of it, from 0; null where that changes nothing, or there is no such place. */
export function orderWith(order: readonly string[], id: string, place: number): string[] | null {
  const at = order.indexOf(id);
  if (at === -1 || at === place || order[place] === undefined) return null;
  const others = order.filter((one) => one !== id);
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/** The place that a story gets by being let go over another one's upper or lower half. */
export function placeOver(
  order: readonly string[],
  id: string,
  over: string,
  half: "upper" | "lower",
): number {
  const others = order.filter((one) => one !== id);
  const at = others.indexOf(over);
  // Over itself it stays.
  if (at === -1) return order.indexOf(id);
  return half === "upper" ? at : at + 1;
}

/** On which side of a story the one that is carried would stand; null: not beside it. */
export function sideOf(
  order: readonly string[],
  carried: { id: string; place: number } | null,
  story: string,
): "before" | "after" | null {
  if (carried === null || order[carried.place] !== story) return null;
  const from = order.indexOf(carried.id);
  return from === carried.place ? null : carried.place < from ? "before" : "after";
}

/** Where a story that is carried would stand, for who doesn't see it. */
export function placeWords(order: readonly string[], { id, place }: { id: string; place: number }): string {
  const next = orderWith(order, id, place)?.[place + 1];
  const where = `${id}: place ${place + 1} of ${order.length}`;
  if (order.indexOf(id) === place) return `${where}, where it is.`;
  return next === undefined ? `${where}, the last.` : `${where}, before ${next}.`;
}
