import { capital, cut, feedbackIn, readBrief } from "./brief.ts";

const label =
  "*This text was put together by the sandbox's stand-in for Claude from the words of the brief. No model wrote it.*";

/** A report from the brief's own words. Same input, same report. */
export function slackReport(prompt: string): unknown {
  const { topic, keyPoints, period } = readBrief(prompt);
  const feedback = feedbackIn(prompt);
  const parts = [
    label,
    ...(feedback === "" ? [] : [`**As the editor wished:** ${cut(feedback, 500)}`]),
    keyPoints.map((point) => `- ${capital(cut(point, 300))}.`).join("\n"),
  ];
  return {
    title: cut(capital(period === null ? topic : `${topic}, ${period}`), 90),
    markdown: cut(parts.join("\n\n"), 3000),
  };
}
