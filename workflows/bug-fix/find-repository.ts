import { answeredRepository } from "../../shared/jobs/bug-fix/answered-repository.ts";
import { type Candidate, mapRepository } from "../../shared/jobs/bug-fix/map-repository.ts";
import { codeWords } from "../../shared/jobs/bug-fix/code-words.ts";
import { isBuilt } from "../../shared/jobs/bug-fix/repository-path.ts";
import type { BugReport } from "../../shared/jobs/bug-fix/report.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { changeFix } from "../../shared/db/fixes.ts";
import { githubClient } from "../../shared/integrations/github/client.ts";
import { addressed } from "../../shared/integrations/slack/mention.ts";
import { code, joined, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { log } from "../../shared/platform/log.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { DurableRun } from "../durable-run.ts";
import { heardOf, question } from "../question.ts";
import type { BegunFix } from "./begin-fix.ts";
import { filesInRepository } from "./files-in-repository.ts";
import { type BugTask } from "./bug-task.ts";
import { attempted } from "../attempted.ts";
import { lookUp } from "../../shared/platform/look-up.ts";

const maxQuestions = 3;

/**
 * Finds where the bug lives: by the rules for paths and packages, then by searching the code for the trace's files, or for
 * names that the report speaks of;
 * whoever is asked when neither is sure enough has the last word.
 */
export async function findRepository(run: DurableRun, begun: BegunFix): Promise<BugTask> {
  const { intake, ...task } = begun;
  const report =
    intake?.report ??
    (await run.attempt("complete report", async () =>
      attempted(await sourceOf(task.report).complete(run.spine)),
    ));
  // Read once: replayed under the rules of another day, the task must take the same way.
  const { names, sure, mapped } = await run.once("map repository", async () => {
    const { repositories, bugFix } = run.spine.settings.RULES;
    const best = intake === null ? (mapRepository(report, repositories)[0] ?? null) : intake.best;
    // One that the rules have lost since is nobody's to change.
    const known = best !== null && lookUp(repositories, best.repository) !== undefined;
    return { names: Object.keys(repositories), sure: bugFix.confidence, mapped: known ? best : null };
  });
  if (names.length === 0)
    throw new SignalboxError(
      "not_configured",
      "RULES names no repositories: without one there is nothing to fix",
    );
  const [only = "", ...more] = names;
  const alone: Candidate | null =
    more.length > 0
      ? null
      : {
          repository: only,
          confidence: 1,
          why: "it is the only one that the rules know",
          files: mapped?.files ?? [],
        };
  const guess = alone ?? (isSure(mapped, sure) ? mapped : ((await search(run, report, names)) ?? mapped));
  const { found, said } = isSure(guess, sure)
    ? { found: guess, said: [] }
    : await askWhere(run, task.requester, names, guess);
  const { repository, confidence, why } = found;
  const { defaultBranch, id } = await run.attempt("repository", async () =>
    attempted(await githubClient(run.spine).repository(repository)),
  );
  const files = await filesInRepository(run, { repository, files: found.files, base: defaultBranch });
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
    (spine) => [changeFix(spine, run.taskId, { repository, repositoryId: id, base: defaultBranch })],
  );
  return { ...task, report, repository, base: defaultBranch, hints: files, said, sure };
}

function isSure(found: Candidate | null, sure: number): found is Candidate {
  return found !== null && found.confidence >= sure;
}

/** Asks until one of the repositories is named. What is said on the way is kept for the plan. */
async function askWhere(
  run: DurableRun,
  requester: string,
  names: string[],
  guess: Candidate | null,
): Promise<{ found: Candidate; said: string[] }> {
  const perhaps = guess === null ? "" : mrkdwn` (perhaps ${guess.repository}: ${guess.why})`;
  const said: string[] = [];
  for (let round = 1; round <= maxQuestions; round++) {
    const { replies } = await question(run, round, async () => heardOf(run), {
      asker: addressed(run.spine.settings.PEOPLE, requester),
      words: mrkdwn`I can't tell in which repository this bug lives${perhaps}. Which of these is it?\n${joined(names.map((name) => mrkdwn`• ${code(name)}`))}`,
      data: { reason: "the repository is not clear", candidates: names },
    });
    const words = replies.at(-1)?.text ?? "";
    said.push(words);
    const repository = answeredRepository(words, names);
    const why = "somebody who was asked said so";
    if (repository !== null)
      return { found: { repository, confidence: 1, why, files: guess?.files ?? [] }, said };
  }
  throw new SignalboxError(
    "no_answer",
    `after ${maxQuestions} questions it is still not clear where the bug lives`,
  );
}

/**
 * One repository that holds the trace's innermost file by name is worth a guess, and so is one that alone has a name that the
 * report speaks of; several are worth a question.
 */
async function search(run: DurableRun, report: BugReport, names: string[]): Promise<Candidate | null> {
  const file = report.frames
    .find((frame) => frame.inApp && !isBuilt(frame.file))
    ?.file.split(/[/\\]/)
    .at(-1);
  if (file !== undefined && /^[\w.-]{3,}$/.test(file)) {
    const hits = await searched(run, "search code", names, file);
    const [hit, ...others] = hits.filter(({ path }) => path.split("/").at(-1) === file);
    if (hit === undefined || others.some((other) => other.repository !== hit.repository)) return null;
    const files = [hit.path, ...others.map(({ path }) => path)];
    return {
      repository: hit.repository,
      confidence: 0.7,
      why: `it is the only one with a file ${file}`,
      files,
    };
  }
  const [word] = codeWords(`${report.title}\n${report.text}`);
  if (word === undefined) return null;
  const hits = await searched(run, "search words", names, word);
  const [hit, ...others] = new Set(hits.map(({ repository }) => repository));
  if (hit === undefined || others.length > 0) return null;
  const files = [...new Set(hits.map(({ path }) => path))].slice(0, 5);
  return { repository: hit, confidence: 0.6, why: `it is the only one that has ${word}`, files };
}

async function searched(run: DurableRun, step: string, names: string[], word: string) {
  return run.attempt(step, async () => {
    const found = await githubClient(run.spine).searchCode(names, [word]);
    // GitHub searches none of them when one isn't there, or may not be read: then people are asked.
    if (found.kind === "refused") log.warn("bug.search_refused", { taskId: run.taskId, reason: found.error });
    return found.kind === "refused" ? { kind: "done", value: [] } : attempted(found);
  });
}
