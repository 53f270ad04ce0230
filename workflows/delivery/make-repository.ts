import { foundationLay } from "../../shared/actions/foundation-lay.ts";
import { repositoryCreate } from "../../shared/actions/repository-create.ts";
import { changeDelivery } from "../../shared/db/deliveries.ts";
import { resultOf } from "../../shared/executor/end-assignment.ts";
import { storedSpec } from "../../shared/executor/full-spec.ts";
import { assignmentById } from "../../shared/executor/assignments.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { addressed } from "../../shared/integrations/slack/mention.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { stacks } from "../../shared/jobs/delivery/stacks/stacks.ts";
import { cut } from "../../shared/platform/cut.ts";
import { plainLine } from "../../shared/platform/escape-markdown.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { attempted } from "../attempted.ts";
import { carryOut } from "../carry-out/carry-out.ts";
import { runAssignments } from "../change/run-assignments.ts";
import type { DurableRun } from "../durable-run.ts";
import { heardOf, question } from "../question.ts";
import { type BegunDelivery, rowOf } from "./begin-delivery.ts";
import { phaseMs } from "./phase-ms.ts";

/** The repository can't be had: people have said no to it. */
export interface NotMade {
  kind: "not_made";
  reason: string;
}

/** Sees to it that there is a repository to build in: a new one is made, with its stack's foundation; one that is there is looked up. */
export async function makeRepository(
  run: DurableRun,
  { request, requester }: BegunDelivery,
  edition: number,
): Promise<{ kind: "there" } | NotMade> {
  const known = await run.once(`repository before${edition === 1 ? "" : ` ${edition}`}`, async () => {
    const { base, foundation } = await rowOf(run);
    const isThere = base !== null && (foundation !== null || !request.repository.isNew);
    if (isThere) await run.recordNow([], [changeDelivery(run.spine, run.taskId, { stage: "stories" })]);
    return isThere;
  });
  if (known) return { kind: "there" };
  if (!request.repository.isNew) {
    const { defaultBranch } = await run.attempt("repository", async () =>
      attempted(await githubClient(run.spine).repository(request.repository.name)),
    );
    await keep(
      run,
      { base: defaultBranch },
      `stories are for ${defaultBranch} of ${request.repository.name}`,
    );
    return { kind: "there" };
  }
  const [owner = "", name = ""] = request.repository.name.split("/");
  const carried = await carryOut(run, {
    key: "repository",
    result: repositoryCreate.result,
    revisable: false,
    proposal: async () => ({
      kind: repositoryCreate.kind,
      // The description is the requester's own title: what a model has written is not for the organisation's list of repositories.
      payload: { owner, name, description: lineOf(request.title), private: true },
      provenance: "internal",
      revision: 1,
    }),
    view: async () => ({
      title: `New repository: ${request.repository.name}`,
      facts: [mrkdwn`*${request.repository.name}*`, mrkdwn`private`, mrkdwn`task ${run.taskId}`],
      body: `The stories of ${request.title} are built in it.`,
    }),
  });
  if (carried.kind !== "applied")
    return { kind: "not_made", reason: `the repository was ${carried.kind}: ${carried.reason}` };
  const { repository, defaultBranch, commit, url } = carried.result;
  await run.say("say foundation", {
    text: mrkdwn`:hammer_and_wrench: ${repository} is there (${url}). I lay its foundation: the template, proven by its own tests.`,
  });
  for (let n = 1; ; n++) {
    try {
      await layFoundation(run, n, { repository, base: defaultBranch, baseCommit: commit });
      return { kind: "there" };
    } catch (error) {
      if (!(error instanceof SignalboxError) || error.code !== "fix_failed") throw error;
      await askToTryAgain(run, requester, n, error.message);
    }
  }
}

/** The repository is there and the plan agreed on: what keeps its foundation from being laid is for people to mend, and nothing to end for. */
async function askToTryAgain(run: DurableRun, requester: string, n: number, why: string): Promise<void> {
  const words = cut(redact(why), 1000);
  await question(run, firstQuestion + n, async () => heardOf(run), {
    asker: addressed(run.spine.settings.PEOPLE, requester),
    words: mrkdwn`The foundation can't be laid: ${words}\nMend that, and answer anything: then I try again.`,
    data: { reason: `the foundation can't be laid: ${words}` },
  });
}

/** Behind those about the documents. */
const firstQuestion = 1000;

async function layFoundation(
  run: DurableRun,
  n: number,
  at: { repository: string; base: string; baseCommit: string },
): Promise<void> {
  const { stack, plan, description } = await run.once(`foundation's stack ${n}`, async () => {
    const { design, agreed } = await rowOf(run);
    if (design === null || agreed === null)
      throw new SignalboxError("not_found", `${run.taskId} has no plan`);
    return { stack: design.stack, plan: agreed, description: design.description };
  });
  const { assignmentId: first } = await run.act(`foundation-${n}`, foundationLay, {
    ...at,
    delivery: run.taskId,
    plan,
    stack,
    name: at.repository.split("/")[1] ?? "",
    description: lineOf(description),
    deadlineMs: phaseMs(run),
  });
  const assignmentId = await runAssignments(run, {
    run: `foundation-${n}`,
    queued: true,
    retries: 1,
    spec: async (id) => {
      const row = await assignmentById(run.spine, first);
      if (!row) throw new SignalboxError("not_found", `the assignment ${first} is gone`);
      return { ...(await storedSpec(run.spine, row)), assignmentId: id };
    },
  });
  const { commit, review } = await run.once(`foundation's commit ${n}`, async () => {
    const result = await resultOf(run.spine, assignmentId);
    if (result.kind !== "ready") throw new Error(`${assignmentId} is not ready`);
    return { commit: result.commit, review: result.review };
  });
  await keep(
    run,
    { base: at.base, foundation: commit },
    `the foundation of ${stacks[stack].title} is on ${at.base} of ${at.repository}: ${review}`,
  );
}

/** Words as one line of a form that takes no other; the software's name has something to read in any case. */
function lineOf(words: string): string {
  return plainLine(words, 300) || "Made of documents";
}

async function keep(
  run: DurableRun,
  set: { base: string; foundation?: string },
  words: string,
): Promise<void> {
  await run.record(
    "repository there",
    () => [run.fact("repository", "foundation.laid", words, set)],
    (spine) => [changeDelivery(spine, run.taskId, { ...set, stage: "stories" })],
  );
}
