import type { Counted, PeriodCounts } from "../../../db/period-counts.ts";
import { redact } from "../../../platform/redact.ts";

/** What a report says when there is nothing to say. */
export const nothing = "Nothing happened.";

/** What the records say, each fact on a line of its own; none: nothing happened. */
export function ledgerFacts(counts: PeriodCounts): string[] {
  const { begun, applied, waiting, published, calls, microUsd } = counts;
  const fact = (type: string): number => counts.facts.find(({ name }) => name === type)?.count ?? 0;
  const line = (words: string, count: number): string[] => (count === 0 ? [] : [`${words}: ${count}`]);
  const happened = [
    ...sum("Tasks begun", begun),
    ...line("Tasks done", fact("task.done")),
    ...line("Tasks turned down or given up by people", fact("task.rejected") + fact("task.cancelled")),
    ...line("Tasks failed", fact("task.failed")),
    ...sum("Went out", applied),
    ...line("Approvals asked for", fact("approval.requested")),
    ...line("Refused by the service they were sent to", fact("effect.failed")),
    ...line("Sent without an answer", fact("effect.unknown")),
    ...published.map(({ title, url }) => `Published: ${redact(title ?? "untitled")} (${url})`),
  ];
  const standing = sum("Waiting now", waiting);
  if (happened.length === 0 && standing.length === 0) return [];
  const spent = (microUsd / 1_000_000).toFixed(2);
  return [
    ...happened,
    ...standing,
    ...(calls === 0 ? [] : [`Asked the model ${calls} times for ${spent} dollars`]),
  ];
}

function sum(words: string, counted: readonly Counted[]): string[] {
  const total = counted.reduce((all, { count }) => all + count, 0);
  if (total === 0) return [];
  const parts = counted.map(({ name, count }) => `${count} ${name.replaceAll("_", " ")}`);
  return [`${words}: ${total} (${parts.join(", ")})`];
}
