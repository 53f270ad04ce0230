import { type Candidate, mapRepository } from "../../shared/jobs/bug-fix/map-repository.ts";
import type { BugReport } from "../../shared/jobs/bug-fix/report.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { changeFix } from "../../shared/db/fixes.ts";
import { mention } from "../../shared/domain/person.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { escapeMrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { question } from "../question.ts";
import { attempted, type BugTask, heardOf } from "./bug-task.ts";

const maxQuestions = 3;

/**
 * Finds where the bug lives: by the rules for paths and packages, then by searching the code for the trace's files;
 * whoever is asked when neither is sure enough has the last word.
 */
export async function findRepository(run: DurableRun, begun: BugTask): Promise<BugTask> {
  const report = await run.attempt("complete report", async () =>
    attempted(await sourceOf(begun.report).complete(run.spine)),
  );
  // Read once: replayed under the rules of another day, the task must take the same way.
  const { names, sure, mapped } = await run.once("map repository", async () => {
    const { repositories, bugFix } = run.spine.settings.RULES;
    const [best = null] = mapRepository(report, repositories);
    return { names: Object.keys(repositories), sure: bugFix.confidence, mapped: best };
  });
  if (names.length === 0)
    throw new SignalboxError(
      "not_configured",
      "RULES names no repositories: without one there is nothing to fix",
    );
  let found = mapped ?? undefined;
  if (found === undefined || found.confidence < sure) found = (await search(run, report, names)) ?? found;
  const said: string[] = [];
  for (let round = 1; found === undefined || found.confidence < sure; round++) {
    if (round > maxQuestions)
      throw new SignalboxError(
        "no_answer",
        `after ${maxQuestions} questions it is still not clear where the bug lives`,
      );
    const { replies } = await question(run, round, async () => heardOf(run), {
      asker: mention(run.spine.settings.PEOPLE, begun.requester),
      words: `I can't tell in which repository this bug lives${found === undefined ? "" : ` (perhaps ${found.repository}: ${escapeMrkdwn(found.why)})`}. Which of these is it?\n${names.map((name) => `• \`${name}\``).join("\n")}`,
      data: { reason: "the repository is not clear", candidates: names },
    });
    const words = replies.at(-1)?.text ?? "";
    said.push(words);
    const named = names.filter((name) => words.toLowerCase().includes(name.toLowerCase()));
    if (named.length === 1 && named[0] !== undefined)
      found = {
        repository: named[0],
        confidence: 1,
        why: "somebody who was asked said so",
        files: found?.files ?? [],
      };
  }
  const { repository, confidence, why, files } = found;
  const { defaultBranch } = await run.attempt("repository", async () =>
    attempted(await githubClient(run.spine).repository(repository)),
  );
  await run.record(
    "repository found",
    () => [
      run.fact("repository", "repository.found", `it lives in ${repository}: ${why}`, {
        repository,
        confidence,
        why,
        files,
      }),
    ],
    (spine) => [changeFix(spine, run.taskId, { repository, base: defaultBranch })],
  );
  return { ...begun, report, repository, base: defaultBranch, hints: files, said, sure };
}

/** One repository that holds the trace's innermost file by name is worth a guess; several are worth a question. */
async function search(run: DurableRun, report: BugReport, names: string[]): Promise<Candidate | undefined> {
  const file = report.frames
    .find((frame) => frame.inApp)
    ?.file.split("/")
    .at(-1);
  if (file === undefined || !/^[\w.-]{3,}$/.test(file)) return undefined;
  const hits = await run.attempt("search code", async () =>
    attempted(await githubClient(run.spine).searchCode(names, [file])),
  );
  const [hit, ...others] = hits.filter(({ path }) => path.split("/").at(-1) === file);
  if (hit === undefined || others.some((other) => other.repository !== hit.repository)) return undefined;
  return {
    repository: hit.repository,
    confidence: 0.7,
    why: `it is the only one with a file ${file}`,
    files: [hit.path, ...others.map(({ path }) => path)],
  };
}
