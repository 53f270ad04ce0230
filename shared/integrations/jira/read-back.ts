import { z } from "zod";
import { adfToText, linksIn } from "./adf-to-text.ts";

/** How a comment stands in Jira: as it was sent, otherwise, or nobody could look. */
export const readBackSchema = z.enum(["same", "different", "unread"]);
export type ReadBack = z.infer<typeof readBackSchema>;

/** Compares what was sent with what stands there: words and addresses. What Jira adds to its documents doesn't count. */
export function readBack(sent: unknown, stands: unknown): ReadBack {
  const plain = (node: unknown) => [adfToText(node).replaceAll(/\s+/g, " "), ...linksIn(node)].join("\n");
  return plain(sent) === plain(stands) ? "same" : "different";
}
