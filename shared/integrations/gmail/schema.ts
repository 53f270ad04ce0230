import { z } from "zod";

/** What Gmail's API v1 answers, as far as it is read (developers.google.com/gmail/api/reference/rest). */
const id = z.string().min(1);
const number = z.string().regex(/^\d+$/);

export const profile = z.object({ emailAddress: z.string(), historyId: number });

export const watched = z.object({ historyId: number, expiration: number.transform(Number) });

const place = z.object({ id, threadId: id });
export type MessagePlace = z.infer<typeof place>;

export const history = z.object({
  history: z
    .array(z.object({ id: number, messagesAdded: z.array(z.object({ message: place })).default([]) }))
    .default([]),
  nextPageToken: z.string().optional(),
  historyId: number,
});

export const messages = z.object({
  messages: z.array(place).default([]),
  nextPageToken: z.string().optional(),
});

const time = number.transform(Number);

/** A message without what it says. */
export const outline = z.object({
  id,
  threadId: id,
  labelIds: z.array(z.string()).default([]),
  sizeEstimate: z.number().default(0),
  internalDate: time,
});

export const raw = z.object({ id, raw: z.string().regex(/^[\w-]*=*$/) });

export const head = z.object({
  snippet: z.string().default(""),
  payload: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]) }),
});

export const sent = z.object({ id, threadId: id });

/** Gmail's errors; a limit may come with a 403, and has its reason (see `answers.ts`). */
export const gmailError = z
  .object({
    error: z.object({
      code: z.number(),
      message: z.string(),
      errors: z.array(z.object({ reason: z.string().default("") })).default([]),
    }),
  })
  .transform(({ error: { message, errors } }) => {
    const [reason = ""] = errors.map((one) => one.reason);
    return { message, pending: false, code: reason };
  });
