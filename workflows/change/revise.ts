import { githubComment } from "../../shared/actions/github-comment.ts";
import { revisionBody } from "../../shared/changes/revision-text.ts";
import { requestsIn, type RevisionAnswer } from "../../shared/changes/revisions.ts";
import { isPlayed } from "../../shared/db/llm-calls.ts";
import { phasesBefore } from "../../shared/executor/full-spec.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { cut } from "../../shared/platform/cut.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { codeSpan, escapeLine } from "../../shared/platform/escape-markdown.ts";
import { redact } from "../../shared/platform/redact.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Change } from "./change.ts";
import { keepReady, type Ready } from "./keep-ready.ts";
import { mostRevisions } from "./rounds.ts";
import { runAssignments } from "./run-assignments.ts";
import { runsOf } from "./runs-of.ts";

/** What people ask for, all at once. */
interface Round {
  /** From 1. */
  round: number;
  /** Ids of the facts that ask. */
  asked: readonly string[];
}

type Outcome = Parameters<typeof revisionBody>[0]["outcome"];

/**
 * One bounded revision of what is ready, as reviewers ask for it: on the same branch, within the plan's files, under the referee. They are
 * told which commit answers them, or why none does; then the branch is as it was. Returns what is ready now; null: what was before.
 */
export async function revise(
  run: DurableRun,
  change: Change,
  { round, asked }: Round,
  before: Ready,
): Promise<Ready | null> {
  const answer = async (key: string, { commit, words }: Pick<RevisionAnswer, "commit" | "words">) =>
    run.record(`${key}, recorded`, () => [
      run.fact(
        `${key}/answered`,
        "revision.answered",
        commit === null
          ? `round ${round} of what reviewers ask for: not done: ${cut(words, 300)}`
          : `round ${round} of what reviewers ask for: ${commit.slice(0, 12)}`,
        { round, commit, words, asked },
      ),
    ]);
  if (round > mostRevisions) {
    const words = `I have revised it ${mostRevisions} times: what is asked for now is for people.`;
    await answer(`revision-${round}`, { commit: null, words });
    await comment(run, change, `revision-${round}`, words);
    return null;
  }
  await comment(run, change, `revising-${round}`, await beginning(run, { round, asked }));
  try {
    const name = `revise-${round}`;
    const assignmentId = await runAssignments(run, {
      run: name,
      queued: false,
      retries: 0,
      spec: async (id) =>
        change.spec(id, {
          failure: null,
          ciLogs: null,
          done: await phasesBefore(run.spine, run.taskId, {
            made: `${run.taskId}.${change.run}`,
            own: `${run.taskId}.${name}`,
          }),
          requests: await requestsIn(run.spine.db, run.taskId, asked),
        }),
    });
    const kept = await keepReady(run, assignmentId, `revision ${round}`);
    await answer(`revised-${round}`, { commit: kept.commit, words: kept.review });
    // The self-review is still the whole change's.
    const ready = { ...kept, review: before.review };
    const untold = await whyNotShown(change, ready, round);
    if (untold !== null && (await isOver(run, change, `is it open, shown ${round}`))) return null;
    await reply(run, change, { round, asked }, async () => ({
      kind: "revised",
      commit: kept.commit,
      words: kept.review,
      runs: await runsOf(run.spine.db, assignmentId),
    }));
    if (untold !== null)
      await comment(
        run,
        change,
        `not-shown-${round}`,
        `The text of the pull request is still about ${codeSpan(before.commit)}: ${escapeLine(cut(redact(untold), 1000))}`,
      );
    return ready;
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== "fix_failed") throw error;
    const reason = error.message;
    await answer(`not-revised-${round}`, { commit: null, words: cut(redact(reason), 2000) });
    if (await isOver(run, change, `is it open, failed ${round}`)) return null;
    await reply(run, change, { round, asked }, async () => ({ kind: "failed", reason }));
    await run.say(`say not-revised-${round}`, {
      text: mrkdwn`:warning: I could not revise it as reviewers ask: ${cut(redact(reason), 1000)}. The branch is as it was.`,
    });
    return null;
  }
}

async function comment(
  run: DurableRun,
  { repository, pullRequest: number }: Change,
  key: string,
  body: string,
): Promise<void> {
  await run.inform(key, githubComment, { repository, number, body });
}

/** That it is seen, and by whom it was asked for. */
async function beginning(run: DurableRun, { round, asked }: Round): Promise<string> {
  const who = await run.once(`asked ${round}`, async () => {
    const requests = await requestsIn(run.spine.db, run.taskId, asked);
    const people = run.spine.settings.PEOPLE;
    return [...new Set(requests.map(({ by }) => people.find(({ id }) => id === by)?.name ?? by))];
  });
  const what = asked.length === 1 ? "one request" : `${asked.length} requests`;
  return `I revise it: ${what} of ${escapeLine(who.join(", "))}. This is round ${round} of ${mostRevisions}; what is asked for meanwhile is in the next one.`;
}

async function reply(
  run: DurableRun,
  change: Change,
  { round, asked }: Round,
  outcomeOf: () => Promise<Outcome>,
): Promise<void> {
  const body = await run.once(`reply ${round}`, async () =>
    revisionBody({
      taskId: run.taskId,
      round,
      most: mostRevisions,
      requests: await requestsIn(run.spine.db, run.taskId, asked),
      outcome: await outcomeOf(),
      dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
      sandbox: await isPlayed(run.spine.db, run.taskId),
    }),
  );
  await comment(run, change, `revision-${round}`, body);
}

/** Brings the pull request's text up to date. Returns why it isn't: people may have done something with it, or pushed, meanwhile. */
async function whyNotShown(change: Change, ready: Ready, round: number): Promise<string | null> {
  try {
    await change.show(ready, `revised-${round}`);
    return null;
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code === "cancelled") throw error;
    return error.message;
  }
}

/** Whether people have merged or closed it: then nobody waits for an answer. Of what GitHub doesn't say, people are told rather. */
async function isOver(run: DurableRun, { repository, pullRequest }: Change, step: string): Promise<boolean> {
  return run.once(step, async () => {
    const seen = await githubClient(run.spine).pullRequest(repository, pullRequest);
    return seen.kind === "answered" && seen.value.state !== "open";
  });
}
