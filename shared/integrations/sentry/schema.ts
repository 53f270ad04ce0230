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
    substatus: z.string().nullish(),
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
