import { capital, cut, feedbackIn, readBrief } from "./brief.ts";

const label = "(Put together by the sandbox's stand-in for Claude; no model wrote it.)";
const most = 300;

/** A short post from the brief's own words: its points, what an editor asked for, its link. Same input, same post. */
export function socialPost(prompt: string): unknown {
  const { topic, keyPoints, link } = readBrief(prompt);
  const feedback = feedbackIn(prompt);
  const asked = feedback === "" ? [] : [`As the editor wished: ${feedback}`];
  const end = [...(link === null ? [] : [link]), label].join("\n");
  const words = [...asked, `${capital(topic)}.`, ...keyPoints.map((point) => `${capital(point)}.`)].join(" ");
  return { text: `${cut(words, most - end.length - 2)}\n\n${end}` };
}
