/** One message as the platform delivers it to a queue's consumer, and what became of it. */
export function batchOf(
  body: unknown,
  attempts: number,
  queue = "content-tasks",
  id: string = crypto.randomUUID(),
) {
  const outcome = { acked: 0, retried: 0 };
  const message = {
    id,
    timestamp: new Date(),
    body,
    attempts,
    ack: () => void outcome.acked++,
    retry: () => void outcome.retried++,
  };
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  return { outcome, value: { queue, messages: [message], metadata, ackAll: () => {}, retryAll: () => {} } };
}
