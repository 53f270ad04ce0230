import { z } from "zod";
import { webAddress } from "../platform/web-address.ts";
import { publishAt } from "./publish-at.ts";

/** What every post for a network has besides its text. */
export const postFields = {
  /** What it is a version of: a newer one takes the place of one that waits. */
  draftId: z.string().min(1).max(200),
  /** What it points at, shown as a card; null: nothing. */
  link: z
    .string()
    .max(2000)
    .refine((text) => webAddress(text) !== null, "must be an address (http or https)")
    .nullable(),
  publishAt,
};

/** A text that a network takes as it is. `problems` names what it doesn't take. */
export function postText(problems: (text: string) => string[]): z.ZodType<string> {
  return z.string().superRefine((text, context) => {
    for (const problem of problems(text)) context.addIssue(problem);
  });
}
