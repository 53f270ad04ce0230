import type { z } from "zod";

/** Somebody's answer to what a task asked. */
export interface Answer {
  text: string;
  /** Who gave it elsewhere than in the thread; null when the thread has it. */
  typedBy: string | null;
  /** Where that was; absent: on the dashboard. */
  where?: string;
}

/** Where in Slack something was said, and by whom. */
export interface Spot {
  channel: string;
  /** The thread's root; null when there is none. */
  thread: string | null;
  /** True when it answers inside an existing thread. */
  reply: boolean;
  user: string;
}

/**
 * What a kind of signal says. The spine keeps bodies as they came and asks the form: a signal that two jobs take has one.
 * @example
 * export const digestForm: SignalForm<Digest> = { schema: digest, words: ({ day }) => `the digest of ${day} is due` };
 */
export interface SignalForm<B extends object> {
  schema: z.ZodType<B>;
  /** What was said or asked for, in words for lists. */
  words: (body: B) => string;
  /** What it says to a task that has asked something; absent: nothing. */
  answer?: (body: B) => Answer;
  /** Where it was said; absent: not in Slack. */
  spot?: (body: B) => Spot;
  /** The same as a request of its own, when it is done again; absent: as it is. */
  again?: (body: B) => B;
}

/** A form with its type sealed in: bodies go in as they were kept. */
export interface SealedForm {
  words(body: unknown): string;
  answer(body: unknown): Answer | null;
  spot(body: unknown): Spot | null;
  again(body: unknown): object;
}

/** A body that an earlier version has kept in another form is shown as such, and done nothing about. */
export function sealForm<B extends object>({
  schema,
  words,
  answer,
  spot,
  again,
}: SignalForm<B>): SealedForm {
  const told = <T>(body: unknown, tell: ((body: B) => T) | undefined, otherwise: T): T => {
    const parsed = schema.safeParse(body);
    return parsed.success && tell !== undefined ? tell(parsed.data) : otherwise;
  };
  return {
    words: (body) => told(body, words, "in a form that is not known any more"),
    answer: (body) => told<Answer | null>(body, answer, null),
    spot: (body) => told<Spot | null>(body, spot, null),
    again: (body) => {
      const same = schema.parse(body);
      return again?.(same) ?? same;
    },
  };
}
