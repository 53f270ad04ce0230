import { z } from "zod";
import { reportLength, reportLimits } from "../../../../actions/slack-report.ts";

/** What the model is asked for. */
export const draftSchema = z.object({ title: z.string(), markdown: z.string() });
export type Draft = z.infer<typeof draftSchema>;

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems(draft: Draft): string[] {
  const { title, markdown } = draft;
  const problems: string[] = [];
  if (title.trim() === "" || title.length > reportLimits.title || /[\r\n]/.test(title))
    problems.push(`title: must be one line of 1 to ${reportLimits.title} characters`);
  if (markdown.trim() === "") problems.push("markdown: must not be empty");
  const length = reportLength(draft);
  if (length > reportLimits.message)
    problems.push(
      `markdown: makes a message of ${length} characters with its title, a message has at most ${reportLimits.message}`,
    );
  if (/^#\s/m.test(markdown)) problems.push("markdown: must not repeat the title as a first-level heading");
  if (/^\s*\|.*\|\s*$/m.test(markdown))
    problems.push("markdown: must not have tables, Slack can't show them");
  return problems;
}
