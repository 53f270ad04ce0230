import type { CastName } from "./people.ts";

/** Somebody who is not of the cast. */
export interface Stranger {
  name: string;
  address: string;
}

export interface WrittenMail {
  day: number;
  time: string;
  from: CastName | Stranger;
  to: readonly CastName[];
  text: string;
  cc?: readonly CastName[];
  /** Another subject than the thread's. */
  subject?: string;
  html?: string;
  attachments?: readonly string[];
  /** Written then, and only now come in. */
  written?: { day: number; time: string };
  /** Whether what it answers stands below it; absent: it does. */
  quotes?: boolean;
}

/** Mails that answer each other. The nth is known as `<id>-<n>`. */
export interface Thread {
  id: string;
  subject: string;
  mails: readonly WrittenMail[];
}

/** One mail of a thread: working day, time in Berlin, who to whom, and what. */
export function mail(
  day: number,
  time: string,
  from: CastName | Stranger,
  to: readonly CastName[],
  text: string,
  more: Omit<WrittenMail, "day" | "time" | "from" | "to" | "text"> = {},
): WrittenMail {
  return { day, time, from, to, text, ...more };
}
