import { codeProtected } from "../../shared/actions/code-protected.ts";
import { pullRequestDraft } from "../../shared/actions/pull-request-draft.ts";
import { githubComment } from "../../shared/actions/github-comment.ts";
import { protectedReason } from "../../shared/domain/protected-files.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { planMarkdown } from "../../shared/jobs/bug-fix/plan-markdown.ts";
import { react } from "../../shared/jobs/bug-fix/sources/reaction.ts";
import { sourceOf } from "../../shared/jobs/bug-fix/sources/registry.ts";
import { planText } from "../../shared/domain/plan-text.ts";
import { codeBlock, escapeLine } from "../../shared/platform/escape-markdown.ts";
import { draftBody, fixTitle } from "../../shared/jobs/bug-fix/pull-request-body.ts";
import { type CodeExecute, codeExecute } from "../../shared/actions/code-execute.ts";
import { changeFix, openBefore } from "../../shared/db/fixes.ts";
import { isPlayed } from "../../shared/db/llm-calls.ts";
import { mention } from "../../shared/domain/person.ts";
import type { ProposedView } from "../../shared/integrations/slack/approval-message.ts";
import { escapeMrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { canonicalJson, sha256 } from "../../shared/platform/digest.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { dashboardLink } from "../../shared/platform/config.ts";
import { type Carried, carryOut } from "../carry-out/carry-out.ts";
import type { DurableRun } from "../durable-run.ts";
import { question } from "../question.ts";
import { type BugTask, heardOf } from "./bug-task.ts";
import { outletOf } from "./outlet.ts";
import { phaseMs, plan, type Version, type Wish, wordsForModel } from "./plan.ts";

/** Whoever isn't content with so many plans should fix it: it is cheaper. */
const maxRevisions = 8;

/** A plan that people have said yes to, and whose carrying out has begun. */
export interface Agreed {
  kind: "agreed";
  version: Version;
  payload: CodeExecute;
  url: string;
  by: string | null;
}

interface Unwanted {
  kind: "rejected" | "expired" | "superseded" | "forbidden";
  reason: string;
  by: string | null;
}

/** Plans, shows the plan in a draft pull request, and asks; what people want changed, or what has moved, is planned anew. */
export async function agreeOnPlan(run: DurableRun, task: BugTask): Promise<Agreed | Unwanted> {
  let wish: Wish | null = null;
  for (let revision = 1; revision <= maxRevisions; revision++) {
    const version = await plan(run, task, revision, wish);
    const more = await askForMore(run, task, version);
    if (more !== null) {
      wish = { version, feedback: more };
      continue;
    }
    const shown = await show(run, task, version);
    const files = await allowProtected(run, task, version, shown.branch);
    const carried = files.kind === "allowed" ? await ask(run, task, version, shown, files.files) : files;
    switch (carried.kind) {
      case "applied":
        return { kind: "agreed", version, payload: carried.payload, url: shown.url, by: carried.by };
      case "revised":
        wish = { version, feedback: carried.reason };
        break;
      case "stale":
        await run.say(`stale ${revision}`, {
          text: `:recycle: The yes was for code that has moved: ${carried.reason}. I plan again and ask again.`,
        });
        wish = { version, feedback: `The code has moved since: ${carried.reason}. Look again.` };
        break;
      case "rejected":
      case "expired":
      case "superseded":
      case "forbidden": {
        const ended = { kind: carried.kind, reason: carried.reason, by: "by" in carried ? carried.by : null };
        await tellPullRequest(run, task, shown, ended);
        return ended;
      }
    }
  }
  throw new SignalboxError("fix_failed", `still no agreement after ${maxRevisions} plans`);
}

/** The questions about the repository have the numbers before. */
const firstQuestion = 10;

/**
 * A plan that its own author is not sure of is not worth anybody's review: people are asked what they know. Null when
 * the plan is to be shown as it is.
 */
async function askForMore(
  run: DurableRun,
  { requester, sure }: BugTask,
  { revision, planned }: Version,
): Promise<string | null> {
  const { confidence, rootCause } = planned.discovery;
  if (confidence >= sure) return null;
  const { replies } = await question(run, firstQuestion + revision, async () => heardOf(run), {
    asker: mention(run.spine.settings.PEOPLE, requester),
    words: `I am only ${Math.round(confidence * 100)} % sure of the cause: ${escapeMrkdwn(rootCause)}\nWhat else do you know? \`go on\` shows you the plan as it is.`,
    data: { reason: "the cause is not clear", confidence, sure },
  });
  const words = replies.at(-1)?.text ?? "";
  return /^\s*go on\b/i.test(words) ? null : words;
}

/** The draft pull request of a plan. */
interface Shown {
  pullRequest: number;
  url: string;
  branch: string;
  planCommit: string;
}

async function show(
  run: DurableRun,
  task: BugTask,
  { revision, baseCommit, planned }: Version,
): Promise<Shown> {
  const { repository, base, report } = task;
  const branch = `fix/${run.taskId}`;
  const known = await run.once(`words of draft ${revision}`, async () => ({
    sandbox: await isPlayed(run.spine.db, run.taskId),
    before: await openBefore(run.spine.db, run.taskId),
  }));
  const result = await run.act(
    `draft-${revision}`,
    pullRequestDraft,
    {
      repository,
      base,
      baseCommit,
      branch,
      title: fixTitle(planned),
      body: draftBody({
        taskId: run.taskId,
        planned,
        report,
        revision,
        baseCommit,
        dashboard: dashboardLink(run.spine.settings, `/tasks/${run.taskId}`),
        ...known,
      }),
      plan: planMarkdown(run.taskId, planned),
      revision,
    },
    task.provenance,
  );
  const shown = {
    pullRequest: Number(result.pullRequest),
    url: result.url,
    branch,
    planCommit: result.planCommit,
  };
  await run.record(
    `shown ${revision}`,
    () => [],
    (spine) => [
      changeFix(spine, run.taskId, {
        branch,
        pullRequest: shown.pullRequest,
        url: shown.url,
        planCommit: shown.planCommit,
      }),
    ],
  );
  if (revision === 1) await tellOrigin(run, task, shown);
  return shown;
}

/** Whoever asked elsewhere hears of it there; neither is waited for. */
async function tellOrigin(run: DurableRun, { report }: BugTask, { url }: Shown): Promise<void> {
  const words = `Signalbox has planned a fix: ${url}. It waits for a person's approval there.`;
  await react(outletOf(run), sourceOf(report).planned(words));
}

/** Files that nobody touches by the way need a yes of their own before the plan is asked about. */
async function allowProtected(
  run: DurableRun,
  task: BugTask,
  { revision, planned }: Version,
  branch: string,
): Promise<{ kind: "allowed"; files: string[] } | NotApplied> {
  const files = [...new Set(planned.plan.steps.flatMap(({ file }) => file ?? []))]
    .filter((file) => protectedReason(file) !== null)
    .toSorted();
  if (files.length === 0) return { kind: "allowed", files };
  const carried = await carryOut(run, {
    key: `protect-${revision}`,
    result: codeProtected.result,
    revisable: true,
    proposal: async () => ({
      kind: "code_protected",
      payload: {
        repository: task.repository,
        branch,
        files,
        why: files.map((file) => protectedReason(file) ?? "protected"),
        planDigest: await sha256(canonicalJson(planned)),
        summary: planned.plan.summary,
      },
      provenance: task.provenance,
      revision,
    }),
    view: async () => ({
      title: "May this fix touch protected files?",
      facts: [task.repository, `for: ${escapeMrkdwn(planned.plan.summary)}`],
      body: files.map((file) => `- \`${file}\`: ${protectedReason(file) ?? "protected"}`).join("\n"),
    }),
  });
  return carried.kind === "applied" ? { kind: "allowed", files } : carried;
}

type NotApplied = Exclude<Carried<EffectResult>, { kind: "applied" }>;

type Asked = { kind: "applied"; by: string | null; payload: CodeExecute } | NotApplied;

/** Asks whether exactly this plan is to be carried out, on exactly this code. */
async function ask(
  run: DurableRun,
  task: BugTask,
  { revision, baseCommit, planned }: Version,
  { pullRequest, url, branch, planCommit }: Shown,
  protectedFiles: string[],
): Promise<Asked> {
  const { repository, base } = task;
  // Read once: what people say yes to is what is carried out, also by an attempt after the rules have changed.
  const terms = await run.once(`terms ${revision}`, async () => ({
    testCommand: run.spine.settings.RULES.repositories[repository]?.testCommand ?? null,
    deadlineMs: phaseMs(run),
  }));
  const payload: CodeExecute = {
    repository,
    base,
    baseCommit,
    branch,
    planCommit,
    pullRequest,
    revision,
    planned,
    protectedFiles,
    report: wordsForModel(task),
    ...terms,
  };
  const view: ProposedView = {
    title: `Fix plan: ${planned.plan.summary}`,
    facts: [
      `*${escapeMrkdwn(repository)}*`,
      `risk ${planned.plan.riskLevel}`,
      `about ${planned.plan.estimatedMinutes} min`,
      `plan ${revision}`,
      `from ${baseCommit.slice(0, 12)}`,
      `task ${run.taskId}`,
    ],
    body: planText(planned),
    link: { label: "View PR", url },
  };
  const carried = await carryOut(run, {
    key: `run-${revision}`,
    result: codeExecute.result,
    revisable: true,
    // A plan that nobody asked for waits in the inbox and on its pull request, without calling anybody.
    quiet: task.depth === "plan",
    proposal: async () => ({ kind: codeExecute.kind, payload, provenance: task.provenance, revision }),
    view: async () => view,
  });
  return carried.kind === "applied" ? { kind: "applied", by: carried.by, payload } : carried;
}

/** The pull request says why nothing comes of it; closing it is left to people. */
async function tellPullRequest(
  run: DurableRun,
  { repository }: BugTask,
  { pullRequest }: Shown,
  { kind, reason, by }: Unwanted,
): Promise<void> {
  const who = by === null ? "" : ` by ${escapeLine(nameOf(run, by))}`;
  await run.act("plan-ended", githubComment, {
    repository,
    number: pullRequest,
    body: [`This plan was ${kind}${who}:`, codeBlock(reason), "Nothing will be done about it."].join("\n\n"),
  });
}

function nameOf(run: DurableRun, id: string): string {
  return (
    run.spine.settings.PEOPLE.find((person) => person.id === id)?.name ??
    mention(run.spine.settings.PEOPLE, id)
  );
}
