import type { PointedOut } from "../../executor/protocol.ts";
import { cut } from "../../platform/cut.ts";
import { codeBlock, codeSpan, escapeLine, plainLine } from "../../platform/escape-markdown.ts";
import { redact } from "../../platform/redact.ts";
import { webAddress } from "../../platform/web-address.ts";
import { fitting, footer, sandboxNote, sections } from "../../changes/body-parts.ts";
import {
  changedFiles,
  evidenceTable,
  failingStill,
  missingWalls,
  type PhaseRun,
  redFailure,
  type Room,
  toLookAt,
} from "../../changes/evidence-text.ts";
import { howTestedList, planRisks, planSteps } from "./plan-markdown.ts";
import { revisedSection } from "../../changes/revision-text.ts";
import type { Revision } from "../../changes/revisions.ts";
import type { HowTested } from "../../domain/how-tested.ts";
import type { Planned } from "../../domain/plan.ts";
import type { BugReport } from "./report.ts";
import { sourceOf } from "./sources/registry.ts";
import { reportText } from "./report-text.ts";

interface Common {
  taskId: string;
  planned: Planned;
  /** What trying the project's tests has shown before the plan; null: nobody has tried. */
  howTested?: HowTested | null;
  report: BugReport;
  /** Page of the fix on the dashboard, without a query; null where there is no dashboard. */
  dashboard: string | null;
  /** Whether the sandbox's stand-in played the model. */
  sandbox?: boolean;
}

export interface DraftWords extends Common {
  revision: number;
  /** What an approval is bound to. */
  baseCommit: string;
  /** Pull request of the attempt before this task; null: it is the first. */
  before?: string | null;
}

export interface ReadyWords extends Common {
  runs: readonly PhaseRun[];
  /** The self-review's words. */
  review: string;
  /** Tests that failed before anything was changed, and still do. */
  pointedOut: readonly PointedOut[];
  failedBefore: readonly string[];
  /** What the executor's machine couldn't keep apart, a sentence each. */
  walls: readonly string[];
  files: readonly { path: string; added: number; removed: number }[];
  /** What the evidence is about: the head of the branch. */
  commit: string;
  /** How reviewers have had it revised. */
  revisions?: readonly Revision[];
}

/** The title of a fix, in the words of a conventional commit. */
export function fixTitle({ plan }: Planned): string {
  return plainLine(`fix(${plan.scope}): ${plan.summary}`, 200);
}

/** A draft's text: what was reported, what is planned, and how to decide. */
export function draftBody(words: DraftWords): string {
  return fitting((room, note) => draftIn(words, room, note));
}

function draftIn(words: DraftWords, room: Room, note: string | null): string {
  const { taskId, planned, howTested = null, report, revision, baseCommit } = words;
  const { dashboard, sandbox, before = null } = words;
  const { plan, discovery } = planned;
  return sections([
    sandboxNote(sandbox),
    note,
    `Signalbox proposes to fix this bug. Nothing but the plan is on the branch; code follows when somebody approves.`,
    before === null ? null : `It takes the place of an earlier attempt, which people may close: ${before}`,
    "## What was reported",
    reportedBy(report),
    codeBlock(cut(redact(reportText(report)), room.block)),
    "## Root cause",
    escapeLine(cut(discovery.rootCause, room.sentence)),
    `Confidence ${Math.round(discovery.confidence * 100)} %: ${escapeLine(cut(discovery.reasoning, room.sentence))}`,
    "## Plan",
    escapeLine(plan.summary),
    planSteps(plan, room.sentence),
    howTested === null
      ? `Tests run with ${codeSpan(plan.testCommand)}. About ${plan.estimatedMinutes} min.`
      : `About ${plan.estimatedMinutes} min.`,
    ...howTestedSection(howTested, room),
    "## Risk",
    planRisks(plan, room.sentence),
    "## Your decision",
    [
      "- `@agent approve` lets the fix begin",
      "- `@agent reject <reason>` closes the matter",
      "- any other comment changes the plan: it is made again with your words",
    ].join("\n"),
    `Who has write access and is an approver may decide${dashboard === null ? "" : `, here, in Slack or [on the dashboard](${dashboard})`}.`,
    `An approval counts for revision ${revision} of this plan on top of commit ${codeSpan(baseCommit)}, and for no other. If the plan changes, or the code that it is about, you are asked again.`,
    footer(taskId, null),
  ]);
}

/** The text of a pull request that is ready: what was proven, how, and what wasn't. */
export function readyBody(words: ReadyWords): string {
  return fitting((room, note) => readyIn(words, room, note));
}

function readyIn(words: ReadyWords, room: Room, note: string | null): string {
  const {
    taskId,
    planned,
    howTested = null,
    report,
    runs,
    review,
    pointedOut,
    failedBefore,
    walls,
    files,
    commit,
    dashboard,
    sandbox,
    revisions = [],
  } = words;
  const { plan, discovery } = planned;
  return sections([
    sandboxNote(sandbox),
    note,
    escapeLine(plan.summary),
    `${reportedBy(report)} ${codeSpan(cut(redact(report.title), room.line))}`,
    "## Root cause",
    escapeLine(cut(discovery.rootCause, room.sentence)),
    "## Evidence",
    `For commit ${codeSpan(commit)}. The commands were run and judged by the referee, which is ordinary code, not by the model.`,
    evidenceTable(runs, dashboard, room),
    missingWalls(walls, room),
    ...redFailure(runs, room),
    ...howTestedSection(howTested, room),
    ...failingStill(failedBefore, room),
    ...changedFiles(files, room),
    ...revisedSection(revisions, room),
    "## Self-review",
    "The model's own words, which prove nothing:",
    codeBlock(cut(redact(review), room.block)),
    ...toLookAt(pointedOut, room),
    footer(taskId, dashboard),
  ]);
}

/** What stands behind the evidence: the command, and what it can prove. */
function howTestedSection(how: HowTested | null, room: Room): string[] {
  return how === null ? [] : ["## How it is tested", howTestedList(how, room.sentence)];
}

/** Where it was reported. The link is named for where it leads. */
function reportedBy(report: BugReport): string {
  const { source } = report;
  const { page } = sourceOf(report);
  const url = page === null ? null : webAddress(page.url);
  return `Reported by ${source}${url === null ? "" : `, see [${escapeLine(url.host)}](<${url.href}>)`}:`;
}
