import { fitting, footer, sandboxNote, sections } from "../../../changes/body-parts.ts";
import {
  changedFiles,
  evidenceTable,
  failingStill,
  missingWalls,
  type PhaseRun,
  redFailure,
  type Room,
  toLookAt,
  warnedOf,
} from "../../../changes/evidence-text.ts";
import { revisedSection } from "../../../changes/revision-text.ts";
import type { Revision } from "../../../changes/revisions.ts";
import type { AssignmentResult } from "../../../executor/protocol.ts";
import { cut } from "../../../platform/cut.ts";
import { codeBlock, codeSpan, escapeLine, plainLine } from "../../../platform/escape-markdown.ts";
import { redact } from "../../../platform/redact.ts";
import type { StoryWork } from "./story-work.ts";

/** The title of a story's pull request. */
export function storyTitle({ story }: StoryWork): string {
  return plainLine(`${story.id}: ${story.title}`, 200);
}

/** What stands on the branch while a story is built: what is wanted, in whose words, and which files are touched. */
export function storyMarkdown(work: StoryWork): string {
  const { story, of, tests, code } = work;
  const file = (one: string): string => `- ${codeSpan(one)}`;
  return sections([
    `# ${storyTitle(work)}`,
    `A story of ${plainLine(of, 120)}. This file is gone when the story is ready.`,
    escapeLine(story.narrative),
    "## Done when",
    story.criteria.map((one) => `- [ ] ${escapeLine(one)}`).join("\n"),
    // Without the customer's words: whoever builds reads the file, and may not be meant to read all of them.
    "## Asked for by",
    work.requirements.map(({ id, statement }) => `- **${id}** ${escapeLine(statement)}`).join("\n"),
    "## Files",
    [...tests, ...code].map(file).join("\n"),
  ]);
}

interface Common {
  taskId: string;
  /** Page of the task on the dashboard, without a query; null where there is no dashboard. */
  dashboard: string | null;
  /** Whether the sandbox's stand-in played the model. */
  sandbox: boolean;
}

/** The text of a story's draft: what is wanted, and that it is being built. */
export function storyDraft(work: StoryWork, { taskId, dashboard, sandbox }: Common): string {
  return fitting((room, note) =>
    sections([
      sandboxNote(sandbox),
      note,
      ...wanted(work, room),
      "## On its way",
      "The plan is agreed on, so nobody is asked to decide here. Tests come first and have to fail, then the code; it is marked ready for review when the referee has let it through.",
      footer(taskId, dashboard),
    ]),
  );
}

/** What is known of a story that is ready. */
export interface StoryReady
  extends Common, Omit<Extract<AssignmentResult, { kind: "ready" }>, "kind" | "diff"> {
  runs: readonly PhaseRun[];
  /** What the model has cost for it, and was estimated to, micro-dollars. */
  microUsd: number;
  estimated: number | null;
  /** How reviewers have had it revised. */
  revisions?: readonly Revision[];
}

/** The text of a story's pull request that is ready: what it answers, what was proven and how, what it cost. */
export function storyReadyBody(work: StoryWork, ready: StoryReady): string {
  const { taskId, dashboard, sandbox, runs, review, pointedOut, failedBefore, walls, files, commit } = ready;
  const { findings = [] } = ready;
  return fitting((room, note) =>
    sections([
      sandboxNote(sandbox),
      note,
      ...wanted(work, room),
      "## Evidence",
      `For commit ${codeSpan(commit)}. The commands were run and judged by the referee, which is ordinary code, not by the model.`,
      evidenceTable(runs, dashboard, room),
      missingWalls(walls, room),
      ...redFailure(runs, room),
      ...failingStill(failedBefore, room),
      ...changedFiles(files, room),
      ...revisedSection(ready.revisions ?? [], room),
      "## Risk",
      riskOf(ready),
      "## Cost",
      costOf(ready),
      "## Self-review",
      "The model's own words, which prove nothing:",
      codeBlock(cut(redact(review), room.block)),
      ...toLookAt(pointedOut, room),
      ...warnedOf(findings, room),
      footer(taskId, dashboard),
    ]),
  );
}

function wanted(work: StoryWork, room: Room): string[] {
  const { story, of } = work;
  return [
    `${escapeLine(cut(story.narrative, room.sentence))} A story of ${plainLine(of, 120)}.`,
    "## Done when",
    story.criteria
      .slice(0, room.items)
      .map((one) => `- ${escapeLine(cut(one, room.sentence))}`)
      .join("\n"),
    "## Asked for by",
    cut(sourcesOf(work), room.block),
  ];
}

/** In the customer's words. */
function sourcesOf({ requirements }: StoryWork): string {
  return requirements
    .map(({ id, statement, sources }) =>
      [
        `- **${id}** ${escapeLine(statement)}`,
        ...sources.map(
          ({ quote, document }) => `  - “${escapeLine(cut(quote, 300))}” (${escapeLine(cut(document, 80))})`,
        ),
      ].join("\n"),
    )
    .join("\n");
}

/** What makes a reviewer look twice, found by code. */
function riskOf({ files, pointedOut, failedBefore, walls, findings = [] }: StoryReady): string {
  const lines = files.reduce((sum, { added, removed }) => sum + added + removed, 0);
  const reasons = [
    `${files.length} files, ${lines} lines`,
    ...(pointedOut.length === 0 ? [] : [`${pointedOut.length} lines to look at`]),
    ...(findings.length === 0 ? [] : [`warnings of validation: ${findings.length}`]),
    ...(failedBefore.length === 0 ? [] : [`${failedBefore.length} tests fail as before`]),
    ...(walls.length === 0 ? [] : ["not all walls stood"]),
  ];
  const isHigh = pointedOut.length > 0 || lines > 800;
  return `${isHigh ? "high" : lines > 200 ? "medium" : "low"}: ${reasons.join(", ")}.`;
}

function costOf({ microUsd, estimated }: StoryReady): string {
  const dollars = (amount: number): string => `$${(amount / 1_000_000).toFixed(2)}`;
  return `${dollars(microUsd)} for the model${estimated === null ? "" : `; ${dollars(estimated)} was estimated`}.`;
}
