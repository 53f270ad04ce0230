import { z } from "zod";

/** What Sentry's web API answers, as far as it is read. Numbers of events come as text, those of users don't. */
const text = z.string().min(1);
const count = z.coerce.number<string | number>().int().nonnegative();

export const issue = z
  .object({
    id: text,
    shortId: text,
    title: z.string(),
    culprit: z.string().nullish(),
    permalink: z.url(),
    /** Newer versions know more of them than anybody lists. */
    status: text,
    level: z.string().nullish(),
    project: z.object({ slug: text }),
    count,
    userCount: count,
    firstSeen: z.string(),
    lastSeen: z.string(),
  })
  .transform(({ permalink, project, count: events, userCount: users, culprit, level, ...same }) => ({
    ...same,
    url: permalink,
    project: project.slug,
    events,
    users,
    culprit: culprit ?? null,
    level: level ?? null,
  }));
export type SentryIssue = z.output<typeof issue>;
export const issues = z.array(issue);

/** What Sentry calls a function that has no name. */
const nameless = new Set([null, "", "?", "<anonymous>"]);

const frame = z
  .object({
    filename: z.string().nullish(),
    absPath: z.string().nullish(),
    module: z.string().nullish(),
    function: z.string().nullish(),
    lineNo: z.number().int().nullish(),
    inApp: z.boolean().nullish(),
  })
  .transform((one) => ({
    file: one.absPath ?? one.filename ?? "",
    line: one.lineNo ?? null,
    function: one.function === undefined || nameless.has(one.function) ? null : one.function,
    module: one.module ?? null,
    inApp: one.inApp ?? false,
  }));

const exceptionEntry = z.object({
  type: z.literal("exception"),
  data: z.object({
    values: z.array(
      z.object({
        type: z.string().nullish(),
        value: z.string().nullish(),
        stacktrace: z.object({ frames: z.array(frame).nullish() }).nullish(),
      }),
    ),
  }),
});

/** An event's parts are of many kinds; what isn't an exception is passed over. */
const entry = z.union([exceptionEntry, z.looseObject({ type: z.string() }).transform(() => null)]);

/**
 * An event. Of a chain of exceptions, causes first, the first with code of ours counts, else the one that was raised. Its
 * frames come innermost first.
 */
export const event = z
  .object({
    eventID: text,
    title: z.string(),
    message: z.string().nullish(),
    culprit: z.string().nullish(),
    entries: z.array(entry),
  })
  .transform(({ eventID, title, message, culprit, entries }) => {
    const chain = entries.flatMap((one) => one?.data.values ?? []);
    const raised = chain.find((one) => one.stacktrace?.frames?.some(({ inApp }) => inApp)) ?? chain.at(-1);
    return {
      id: eventID,
      title,
      message: message ?? "",
      culprit: culprit ?? null,
      errorType: raised?.type ?? null,
      value: raised?.value ?? null,
      frames: (raised?.stacktrace?.frames ?? []).toReversed(),
    };
  });
export type SentryEvent = z.output<typeof event>;

/** Sentry's errors: one sentence, or a list of them for each field. */
export const sentryError = z.union([
  z.object({ detail: z.string().min(1) }).transform(({ detail }) => ({ message: detail, pending: false })),
  z
    .record(z.string(), z.array(z.string()))
    .refine((fields) => Object.keys(fields).length > 0)
    .transform((fields) => ({
      message: Object.entries(fields)
        .map(([field, words]) => `${field}: ${words.join(", ")}`)
        .join("; "),
      pending: false,
    })),
]);
