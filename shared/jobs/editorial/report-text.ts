import { z } from "zod";
import { reportLength, reportLimits } from "../../actions/slack-report.ts";

/** A report's title, as the model is asked for it. */
export const titleField = z.string().describe("what the report is about; one line of at most 90 characters");

/** What keeps a report from being one message in Slack, in words that the model can act on. */
export function reportProblems(report: { title: string; markdown: string }): string[] {
  const length = reportLength(report);
  return [
    ...(report.title.trim() === "" || report.title.length > reportLimits.title || /[\r\n]/.test(report.title)
      ? [`title: must be one line of 1 to ${reportLimits.title} characters`]
      : []),
    ...(length > reportLimits.message
      ? [`is a message of ${length} characters, must have at most ${reportLimits.message}: be shorter`]
      : []),
  ];
}

/** What keeps one of these texts from being there and short enough. */
export function textProblems(texts: Readonly<Record<string, string>>, most: number): string[] {
  return Object.entries(texts).flatMap(([name, text]) => [
    ...(text.trim() === "" ? [`${name}: must not be empty`] : []),
    ...(text.length > most ? [`${name}: has ${text.length} characters, must have at most ${most}`] : []),
  ]);
}
