import { z } from "zod";
import { adf } from "./adf.ts";
import { propertiesSchema } from "./issue.ts";

export const label = z.string().min(1).max(255).regex(/^\S+$/, "a label has no spaces");

/** The bodies that the stand-in understands. Unknown fields are refused, as Jira refuses what is on no screen. */
export const createRequest = z.strictObject({
  fields: z.strictObject({
    project: z.strictObject({ key: z.string() }),
    issuetype: z.strictObject({ name: z.string() }),
    summary: z
      .string()
      .min(1)
      .max(255)
      .regex(/^[^\r\n]*$/, "a summary has no line breaks"),
    description: adf.optional(),
    labels: z.array(label).default([]),
  }),
});

export const commentRequest = z.strictObject({
  body: adf.refine(({ content }) => content.length > 0, "a comment can't be empty"),
  properties: propertiesSchema.default([]),
});

export const linkRequest = z.strictObject({
  globalId: z.string().min(1).max(255),
  application: z.strictObject({ type: z.string(), name: z.string() }),
  relationship: z.string().max(255),
  object: z.strictObject({ url: z.url().max(2000), title: z.string().min(1).max(255) }),
});

export const transitionRequest = z.strictObject({ transition: z.strictObject({ id: z.string() }) });

export const searchRequest = z.strictObject({
  jql: z.string(),
  maxResults: z.number().int().min(1).max(5000).default(50),
  fields: z.array(z.string()).default([]),
  expand: z.string().default(""),
  nextPageToken: z.string().optional(),
});

export const pageQuery = z.object({
  startAt: z.coerce.number().int().min(0).default(0),
  maxResults: z.coerce.number().int().min(1).max(100).default(50),
  orderBy: z.enum(["created", "+created", "-created"]).default("created"),
  expand: z.string().default(""),
});

/** Jira's error shape. */
export function jiraError(messages: string[], errors: Record<string, string> = {}) {
  return { errorMessages: messages, errors };
}

/** What is wrong with a request, each problem under the name of its field. */
export function fieldErrors(error: z.ZodError) {
  const errors = error.issues.map((issue) => {
    const path = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys] : issue.path;
    return [String(path.find((part) => part !== "fields") ?? "body"), issue.message];
  });
  return jiraError([], Object.fromEntries(errors));
}
