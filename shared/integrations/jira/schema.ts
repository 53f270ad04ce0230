import { z } from "zod";
import { comment, history, issueFields, moment, ticket } from "./shapes.ts";

/** What Jira Cloud's REST API v3 answers, as far as it is read. */
const id = z.string().min(1);

const named = z.object({ name: z.string() });
const status = named.extend({ statusCategory: z.object({ key: z.string() }).nullish() });
export type Status = z.infer<typeof status>;

/** What says where an issue stands, and by which workflow. */
export const standing = z.object({
  fields: z.object({ status, issuetype: named, project: z.object({ key: id }) }),
});
export type Standing = z.infer<typeof standing>;

export const transitions = z.object({
  transitions: z.array(
    z.object({
      id,
      name: z.string(),
      to: status,
      hasScreen: z.boolean().default(false),
      /** Only on request. */
      fields: z
        .record(
          z.string(),
          z.object({
            name: z.string().optional(),
            required: z.boolean(),
            hasDefaultValue: z.boolean().default(false),
          }),
        )
        .optional(),
    }),
  ),
});
export type Transition = z.infer<typeof transitions>["transitions"][number];

export const createdIssue = z.object({ key: id });

export const createdComment = z.object({ id });

export const standingComment = z.object({ body: z.unknown() });

/** `properties` is demanded: a Jira that ignored the expansion must not look like one without our comment. */
export const commentPage = z.object({
  total: z.number().int(),
  comments: z.array(
    standingComment.extend({ id, properties: z.array(z.object({ key: z.string(), value: z.unknown() })) }),
  ),
});

/** As it is asked for with its properties. */
export const markedComment = z.object({ properties: z.array(z.object({ key: z.string() })) });

/** A link to an address outside, as it was made and as it is found by its name. */
export const madeLink = z.object({ id: z.union([z.string(), z.number()]).transform(String) });

export const foundIssues = z.object({ issues: z.array(z.object({ key: id })) });

/** A transition is answered with nothing at all. */
export const nothing = z.null();

/** Jira's error shape: messages about the request, and one for each field that is wrong. One without any says nothing. */
export const jiraError = z
  .object({
    errorMessages: z.array(z.string()).default([]),
    errors: z.record(z.string(), z.string()).default({}),
  })
  .transform(({ errorMessages, errors }) => ({
    message: [...errorMessages, ...Object.entries(errors).map(([field, words]) => `${field}: ${words}`)].join(
      "; ",
    ),
    pending: false,
  }))
  .refine(({ message }) => message !== "");

const someComments = z.object({ total: z.number().int(), comments: z.array(comment) });

/** An issue as a search for changes shows it: with the newest of its changelog and some of its comments. */
export const changedIssue = ticket.extend({
  fields: issueFields.extend({ updated: moment, comment: someComments }),
  changelog: z.object({ total: z.number().int(), histories: z.array(history) }),
});
export type ChangedIssue = z.infer<typeof changedIssue>;

/** An issue as a roll call shows it. */
export const knownIssue = z.object({
  id,
  key: id,
  fields: z.object({ updated: moment }),
});
export type KnownIssue = z.infer<typeof knownIssue>;

/** A page of a search; without a token it is the last. */
export function searchPage<T>(issue: z.ZodType<T>) {
  return z.object({
    issues: z.array(issue),
    nextPageToken: z
      .string()
      .min(1)
      .nullish()
      .transform((token) => token ?? null),
  });
}

/** Pages of a changelog have the oldest first. */
export const changelogPage = z.object({ total: z.number().int(), values: z.array(history) });

export const watchedComments = someComments;

export const myself = z.object({ accountId: id, displayName: z.string(), timeZone: z.string().nullish() });

export const projectSeen = z.object({ key: id, name: z.string() });
