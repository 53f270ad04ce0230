import type { OpenQuestion } from "../../shared/domain/delivery/requirement.ts";
import { addressed } from "../../shared/integrations/slack/mention.ts";
import { joined, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { cut } from "../../shared/platform/cut.ts";
import type { DurableRun } from "../durable-run.ts";
import { heardOf, question } from "../question.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";

/** So many are asked at once; the rest are on the dashboard. */
const mostAsked = 20;

/** What people have answered, and who it was; null: they want to go on as it is, and what is open stays open. */
export async function askQuestions(
  run: DurableRun,
  { requester }: BegunDelivery,
  questions: readonly OpenQuestion[],
  round: number,
): Promise<{ text: string; by: string } | null> {
  const { documents } = await run.once(`names for question ${round}`, async () => rowOf(run));
  const nameOf = (id: string): string => documents.find((one) => one.id === id)?.name ?? id;
  const lines = questions.slice(0, mostAsked).map(({ id, question: words, citations }) => {
    const sources = citations
      .slice(0, 3)
      .map(({ document, quote }) => mrkdwn`\n   “${cut(quote, 200)}” (${nameOf(document)})`);
    return mrkdwn`*${id}* ${words}${joined(sources)}`;
  });
  const left = questions.length - lines.length;
  const rest = left > 0 ? mrkdwn`\nand ${left} more, which the task’s page on the dashboard has.` : "";
  const { replies } = await question(run, round, async () => heardOf(run), {
    asker: addressed(run.spine.settings.PEOPLE, requester),
    words: mrkdwn`Before I plan I have to know:\n${joined(lines)}${rest}\nAnswer all in one message, as "Q1: …"; \`go on\` leaves open what is open.`,
    data: { reason: "the documents leave it open", questions: questions.map(({ id }) => id) },
  });
  const last = replies.at(-1);
  if (last === undefined || /^\s*go on\s*[.!]?\s*$/i.test(last.text)) return null;
  return { text: last.text, by: last.typedBy ?? requester };
}
