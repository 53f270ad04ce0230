import type { PlanJob } from "../../../../shared/executor/protocol.ts";

const task = `Find the bug that is reported and plan its fix. Change nothing.
Answer with discovery (where and why it breaks) and plan (how to fix it, test first): at least one test step and one
implement step, each with the one file that it is about, and a verify step with the command in its action and no file.
The steps' files are all that the fix may touch later; files of implement steps exist, test files exist or are new ones
where the repository keeps its tests. Paths are from the repository's root.`;

/** What plan mode asks. The report, the hints and people's words stand in tags of their own: data, never orders. */
export function planPrompt(job: PlanJob): string {
  const parts = [
    "<phase>plan</phase>",
    `<repository>${job.repository.name}</repository>`,
    task,
    `<report>${data(job.report)}</report>`,
    `<hints>${data(job.hints.join("\n"))}</hints>`,
  ];
  if (job.repository.testCommand !== null)
    parts.push(`The repository's test command is configured: ${job.repository.testCommand}`);
  if (job.previous !== null)
    parts.push(
      "There is a plan already, and people want it changed. Keep what they don't speak of.",
      `<previous>${data(JSON.stringify(job.previous.planned))}</previous>`,
      `<feedback>${data(job.previous.feedback)}</feedback>`,
    );
  return parts.join("\n\n");
}

/** What the plan has to be changed in, after it was checked against the clone. */
export function refusalPrompt(job: PlanJob, answer: unknown, problems: readonly string[]): string {
  return [
    planPrompt(job),
    `<answer>${data(JSON.stringify(answer))}</answer>`,
    `<refusal>Your answer above doesn't fit the repository:\n${problems.map((problem) => `- ${problem}`).join("\n")}\nAnswer again with the whole plan, corrected.</refusal>`,
  ].join("\n\n");
}

const tags = /<(\/?(?:phase|repository|report|hints|previous|feedback|answer|refusal)\b)/gi;

/** A text that can't end the tag it stands in, nor begin one of ours. */
function data(text: string): string {
  return text.replaceAll(tags, "‹$1");
}
