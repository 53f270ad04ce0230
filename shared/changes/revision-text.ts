import type { ChangeRequest } from "../executor/protocol.ts";
import { cut } from "../platform/cut.ts";
import { codeBlock, codeSpan, escapeLine } from "../platform/escape-markdown.ts";
import { redact } from "../platform/redact.ts";
import { footer, sandboxNote, scarce, sections } from "./body-parts.ts";
import { evidenceTable, type PhaseRun, type Room } from "./evidence-text.ts";
import type { Revision } from "./revisions.ts";

/** What a pull request's text says of its revisions; nothing where there was none. */
export function revisedSection(revisions: readonly Revision[], room: Room): string[] {
  if (revisions.length === 0) return [];
  const rounds = revisions.map(({ round, commit, words, requests }) =>
    [
      `- Round ${round}, ${commit === null ? "not done" : codeSpan(commit)}: ${inLine(words, room.sentence)}`,
      ...requestLines(requests, room).map((line) => `  ${line}`),
    ].join("\n"),
  );
  return ["## Revised as reviewers asked", rounds.join("\n")];
}

/** The reply to what reviewers have asked for: which commit answers it, or why none does. */
export function revisionBody({
  taskId,
  round,
  most,
  requests,
  outcome,
  dashboard,
  sandbox,
}: {
  taskId: string;
  round: number;
  /** So many rounds there are. */
  most: number;
  requests: readonly ChangeRequest[];
  outcome:
    | { kind: "revised"; commit: string; words: string; runs: readonly PhaseRun[] }
    | { kind: "failed"; reason: string };
  /** Page of the task on the dashboard, without a query; null where there is no dashboard. */
  dashboard: string | null;
  /** Whether the sandbox's stand-in played the model. */
  sandbox?: boolean;
}): string {
  const room = scarce;
  const name = `Round ${round} of ${most}`;
  return sections([
    sandboxNote(sandbox),
    ...(outcome.kind === "revised"
      ? [
          `${name}: ${codeSpan(outcome.commit)} answers what was asked for. The tests are as they were, and the suite passes with it here.`,
          requestLines(requests, room).join("\n"),
          "The model's own words, which prove nothing:",
          codeBlock(cut(redact(outcome.words), room.block)),
          evidenceTable(outcome.runs, dashboard, room),
        ]
      : [
          `${name}: it was not revised, and the branch is as it was. Why:`,
          codeBlock(cut(redact(outcome.reason), room.block)),
          requestLines(requests, room).join("\n"),
        ]),
    footer(taskId, dashboard),
  ]);
}

function requestLines(requests: readonly ChangeRequest[], room: Room): string[] {
  return [
    ...requests
      .slice(0, room.items)
      .map(
        ({ by, at, words }) =>
          `- ${escapeLine(by)}${at === null ? "" : ` on ${codeSpan(cut(at, room.line))}`}: ${inLine(words, room.line)}`,
      ),
    ...(requests.length > room.items ? [`- and ${requests.length - room.items} more`] : []),
  ];
}

const inLine = (words: string, most: number): string => escapeLine(cut(redact(words), most));
