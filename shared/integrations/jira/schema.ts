import { z } from "zod";

/** What Jira Cloud's REST API v3 answers, as far as it is read. */
const id = z.string().min(1);

export const issueStatus = z.object({ fields: z.object({ status: z.object({ name: z.string() }) }) });

export const transitions = z.object({
  transitions: z.array(z.object({ id, to: z.object({ name: z.string() }) })),
});
export type Transition = z.infer<typeof transitions>["transitions"][number];

export const createdIssue = z.object({ key: id });

export const createdComment = z.object({ id });

/** `properties` is demanded: a Jira that ignored the expansion must not look like one without our comment. */
export const commentPage = z.object({
  total: z.number().int(),
  comments: z.array(z.object({ id, properties: z.array(z.object({ key: z.string(), value: z.unknown() })) })),
});

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
