import { z } from "zod";
import { timesField } from "./times.ts";

/** The networks that a text can be posted on. */
export const platforms = ["bluesky", "linkedin", "threads"] as const;

/** What most kinds want to know. A kind takes the fields that it needs, and describes in its folder those that only it has. */
export const briefFields = {
  topic: z.string().nullable().describe("what the text is about"),
  audience: z.string().nullable().describe("who should read it"),
  tone: z.string().nullable().describe("how it should sound"),
  keyPoints: z.array(z.string()).describe("what the text must cover, one entry a point"),
  series: z
    .string()
    .nullable()
    .optional()
    .describe("the name of the series of posts that it belongs to; null unless one is named as a series"),
  link: z.string().nullable().describe("the address (http or https) that a short post should point at"),
  period: z.string().nullable().describe("the time that a report covers"),
  channel: z
    .string()
    .nullable()
    .describe(
      "the Slack channel in which a report should stand, exactly as it is written: <#C012AB3CD|name>, #name or an id",
    ),
  platforms: z
    .array(z.enum(platforms))
    .describe("the networks that a post is asked for on by their names; empty where none is named"),
  jiraProject: z.string().nullable().describe("the key of the Jira project for tickets, such as OPS"),
  times: timesField,
};
