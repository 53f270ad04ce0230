import type { Answer } from "../../api/client.ts";

export type SignalView = Answer<"GET /api/signals">["signals"][number];

/** Total, so that a status that is new can't be forgotten here. */
const statuses: Record<SignalView["status"], string> = {
  received: "received",
  queued: "queued",
  handled: "handled",
  dropped: "dropped",
  dead: "dead",
};

const statusesOf = <T extends string>(words: Record<T, string>): { value: T; label: string }[] => {
  const options: { value: T; label: string }[] = [];
  for (const value in words) options.push({ value, label: words[value] });
  return options;
};

export const signalStatuses = statusesOf(statuses);
