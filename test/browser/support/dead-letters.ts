/** What a person sees of two messages whose queue gave up on them, as they are found after an outage. */
export const deadLetters = {
  replayed: {
    signalId: "slack:EvDead",
    reason: "D1 did not answer",
    title: "Letters that come back",
    text: `write a blog post about letters that come back for platform engineers
Tone: plain
- A message that nobody could handle is kept with the reason
- A person looks at it and sends it again
- What was promised happens once`,
  },
  discarded: {
    signalId: "slack:EvDeadToo",
    reason: "the queue was away for an hour",
    title: "Nobody waits for it",
    text: "write a blog post, please",
  },
} as const;

const at = 1_763_700_000_000;

/** Puts them into the database: nothing outside can make a message die on purpose. */
export const deadLettersSql = Object.values(deadLetters)
  .map(({ signalId, reason, text }) => {
    const body = { type: "slack", channel: "C0CONTENT", thread: null, reply: false, user: "U0PRIYA", text };
    return `
INSERT INTO signals (id, kind, provenance, status, reason, body, received_at)
VALUES ('${signalId}', 'slack.command', 'internal', 'dead', '${reason}', '${JSON.stringify(body)}', ${at});
INSERT INTO dead_letters (id, queue, body, reason, attempts, signal_id, state, at)
VALUES ('dead ${signalId}', 'content-tasks', '${JSON.stringify({ signalId })}', '${reason}', 4, '${signalId}', 'open', ${at});
`;
  })
  .join("");
