/** Does `work` for each item, so many at a time; the answers stand in the order of the items. */
export async function sideBySide<Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = items.entries();
  await Promise.all(
    Array.from({ length: Math.min(atOnce, items.length) }, async () => {
      for (const [at, item] of waiting) answers[at] = await work(item);
    }),
  );
  return answers;
}
