/** The delivery and the story that a story's task is for, by the id of the signal with which it began; null for another's. */
export function storyOfSignal(signalId: string): { delivery: string; story: string } | null {
  const [, delivery, story] = /^task:(.+):story-(S\d+)-\d+$/.exec(signalId) ?? [];
  return delivery === undefined || story === undefined ? null : { delivery, story };
}
