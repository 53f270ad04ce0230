/** A name as people say it: "waiting_reply" is "Waiting reply". */
export function spoken(name: string): string {
  const words = name.replaceAll(/[._]/g, " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** A count with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${new Intl.NumberFormat().format(count)} ${count === 1 ? noun : plural}`;
}

/** A text cut where it names moments as the Worker writes them (ISO 8601 in UTC), which readers want in their own zone. */
export function cutAtMoments(text: string): { text: string; isMoment: boolean }[] {
  return text
    .split(/(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/)
    .map((part, n) => ({ text: part, isMoment: n % 2 === 1 }))
    .filter((part) => part.text !== "");
}
