/** The kinds of action by which a task tells of itself, in its thread and in its ticket; they are not what it does. */
export const talkKinds: readonly string[] = [
  "notification_internal",
  "ticket_open",
  "ticket_note",
  "ticket_link",
  "ticket_move",
];

export function isTalk(kind: string): boolean {
  return talkKinds.includes(kind);
}
