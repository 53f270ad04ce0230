/** The rooms of the editorial desk: each has a queue, so that a flood in one keeps no other waiting. */
export const desks = ["content", "community", "feedback", "growth", "meeting", "report"] as const;
export type Desk = (typeof desks)[number];
