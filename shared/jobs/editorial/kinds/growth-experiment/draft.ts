import { z } from "zod";
import { reportProblems, textProblems, titleField } from "../../report-text.ts";

/** What the model is asked for. */
export const draftSchema = z.object({
  title: titleField,
  hypothesis: z
    .string()
    .describe('what is believed and why, as "If we …, then …, because …"; at most 500 characters'),
  metric: z
    .string()
    .describe("the one number that decides, and where it is read; one line of at most 200 characters"),
  target: z
    .string()
    .describe(
      "from which value of the metric on it has worked, as the brief says or as a proposal; at most 200 characters",
    ),
  stopRule: z
    .string()
    .describe("when it is ended early or at the latest, whatever the numbers say; at most 300 characters"),
  days: z.number().int().min(1).max(90).describe("how long it runs at most, in days"),
  steps: z
    .array(z.string().describe("one step; at most 200 characters"))
    .min(1)
    .describe("what is done, in order"),
});
export type Draft = z.infer<typeof draftSchema>;

/** The experiment as a message or a ticket. */
export function markdownOf({ hypothesis, metric, target, stopRule, days, steps }: Draft): string {
  return [
    `**Hypothesis**\n${hypothesis}`,
    `**Metric**\n${metric}`,
    `**It has worked when**\n${target}`,
    `**Stop rule**\n${stopRule} At the latest after ${days} ${days === 1 ? "day" : "days"}.`,
    `**Steps**\n${steps.map((step, at) => `${at + 1}. ${step}`).join("\n")}`,
  ].join("\n\n");
}

/** Everything that keeps a draft from being proposed, in words that the model can act on. */
export function draftProblems(draft: Draft): string[] {
  const { title, hypothesis, metric, target, stopRule, days, steps } = draft;
  return [
    ...textProblems({ hypothesis }, 500),
    ...textProblems({ metric, target }, 200),
    ...textProblems({ stopRule }, 300),
    ...steps.flatMap((step, at) => textProblems({ [`steps.${at + 1}`]: step }, 200)),
    ...(days < 1 || days > 90 ? ["days: must be 1 to 90"] : []),
    ...(steps.length < 1 || steps.length > 8 ? [`steps: are ${steps.length}, must be 1 to 8`] : []),
    ...(/\n/.test(metric) ? ["metric: must be one number, so one line"] : []),
    ...reportProblems({ title, markdown: markdownOf(draft) }),
  ];
}
