import type { Provenance } from "./provenance.ts";

/** A signal as a door records it. */
export interface NewSignal {
  /** Deterministic: the same outside event has the same id, however often it is delivered. */
  id: string;
  kind: string;
  provenance: Provenance;
  /** In the form of its kind. */
  body: object;
  /** Why nothing will be done about it; null when the jobs that take its kind are asked. */
  dropReason: string | null;
  /** The queue that rules send it to, when it isn't the first of the jobs that take it. */
  queue?: string | null;
  /**
   * Where a service gives an event no name of its own: what the ids of all tellings of it begin with. It is the same event as one that
   * was recorded so long ago at most, milliseconds, and no signal besides.
   */
  unless?: { begins: string; withinMs: number };
}

/**
 * received → queued → handled is the way of work; dropped and dead keep the row with the reason.
 * The table is also the outbox: the sweep enqueues again what stays in `received` or `queued`.
 */
export const signalStatuses = ["received", "queued", "handled", "dropped", "dead"] as const;
export type SignalStatus = (typeof signalStatuses)[number];

const retryMark = "retry:";

/** The signal that does a task again: one, however often it is asked for. */
export function retrySignalId(taskId: string): string {
  return `${retryMark}${taskId}`;
}

/** The task that a signal does again; null for a signal that begins something new. */
export function retriedBy(signalId: string): string | null {
  return signalId.startsWith(retryMark) ? signalId.slice(retryMark.length) : null;
}

const apartMark = "apart:";

/** The signal that says the same as one that was taken for a repeat, and isn't. */
export function apartSignalId(signalId: string): string {
  return `${apartMark}${signalId}`;
}

/** Whether people have said that a signal is about something of its own. */
export function isApart(signalId: string): boolean {
  return signalId.startsWith(apartMark);
}

/** The thread behind a key; null for the key of a task that has none. */
export function threadOf(conversation: string): { channel: string; thread: string } | null {
  const [, channel, thread] = /^slack:([^:]+):(\d+\.\d+)$/.exec(conversation) ?? [];
  return channel === undefined || thread === undefined ? null : { channel, thread };
}

/** The key under which a thread's task is found again. */
export function conversationKey(channel: string, thread: string): string {
  return `slack:${channel}:${thread}`;
}
