import { z } from "zod";

/** What a test or a story sets of the stand-in. */
export const settingsSchema = z.strictObject({
  /** In which absolute dates of a search are read: that of the account, whatever the caller's is. */
  timeZone: z.string(),
  /** How long the search doesn't know of a change, milliseconds. */
  searchLagMs: z.number().int().min(0),
  /** How long a token of a page lives, milliseconds. */
  tokenMs: z.number().int().min(0),
  /** No page has more, whatever is asked for. */
  pageSize: z.number().int().min(1),
  /** How many entries of the changelog a search shows. */
  changelogShown: z.number().int().min(1),
  /** How many comments a search shows. */
  commentsShown: z.number().int().min(1),
  /** What the stand-in takes for the present moment, from when it is set on; null: the machine's clock. */
  now: z.iso.datetime().nullable(),
});
export type JiraSettings = z.infer<typeof settingsSchema>;

/** Those of a new stand-in, and after a reset. */
export const defaultSettings: JiraSettings = {
  timeZone: "America/New_York",
  searchLagMs: 0,
  tokenMs: 7 * 24 * 3_600_000,
  pageSize: 100,
  changelogShown: 40,
  commentsShown: 20,
  now: null,
};
