/** A dead letter waits for people: they send it again, or discard it and say why. */
export const deadLetterStates = ["open", "replayed", "discarded"] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];
