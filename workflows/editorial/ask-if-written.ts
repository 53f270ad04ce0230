import { addressed } from "../../shared/integrations/slack/mention.ts";
import { link, ourLink } from "../../shared/integrations/slack/link.ts";
import { type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { knowsOfIt, wantedBy } from "../../shared/jobs/editorial/written-before.ts";
import type { EditorialKind } from "../../shared/jobs/editorial/kind.ts";
import type { Written } from "../../shared/memory/look-back.ts";
import { weakest } from "../../shared/domain/provenance.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import type { DurableRun } from "../durable-run.ts";
import { question } from "../question.ts";
import type { Ending } from "../run-task.ts";
import { type EditorialTask, saidIn, wordsOf } from "./editorial-task.ts";

/** Behind all rounds of questions about the brief. */
const round = 90;

/**
 * Asks once, before anything is written, whoever wants what has been written already; who says that they know is not asked. Returns the task with
 * what they have said, or its end.
 */
export async function askIfWritten(
  run: DurableRun,
  task: EditorialTask,
  { asksIfWritten, words: { noun } }: Pick<EditorialKind<never, never>, "asksIfWritten" | "words">,
): Promise<EditorialTask | Extract<Ending, { kind: "rejected" }>> {
  const written = task.lookedBack?.written ?? null;
  if (written === null || asksIfWritten === undefined || knowsOfIt(task.said, written)) return task;
  const asker = addressed(run.spine.settings.PEOPLE, task.requester);
  const older = olderPiece(run, written);
  const heard = await question(run, round, async () => wordsOf(run), {
    asker,
    words: mrkdwn`This seems to have been written already: ${older}. Shall I write it *anew*, as a *follow-up* that cites it, or *leave* it?`,
    data: { reason: "it has been written", written: { ...written } },
  });
  const answer = heard.replies.at(-1)?.text ?? "";
  const wanted = wantedBy(answer);
  if (wanted === "leave")
    return {
      kind: "rejected",
      reason: "it has been written already",
      message: { text: mrkdwn`:books: ${asker} I leave it: the ${noun} is there, ${older}.` },
    };
  const how =
    wanted === "follow-up"
      ? `It is a follow-up to “${written.title}”${written.url === null ? "" : ` (${written.url})`}: cite that and say only what is new.`
      : `There is “${written.title}” already, and this is to be written anew.`;
  return {
    ...task,
    request: `${task.request}\n\n${how}\n${answer}`,
    said: saidIn(heard),
    provenance: weakest([task.provenance, heard.provenance]),
  };
}

function olderPiece(run: DurableRun, { title, url, taskId, at }: Written): Mrkdwn {
  const day = new Date(at).toISOString().slice(0, 10);
  const page = dashboardLink(run.spine.settings, `/tasks/${encodeURIComponent(taskId)}`);
  const named = url !== null ? link(title, url) : page === null ? mrkdwn`${title}` : ourLink(title, page);
  return mrkdwn`*${named}*, ${day}`;
}
