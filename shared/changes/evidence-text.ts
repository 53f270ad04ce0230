import { inTenLines } from "../domain/cause.ts";
import type { Phase } from "../domain/phase.ts";
import type { Finding, PointedOut, Run } from "../executor/protocol.ts";
import { cut } from "../platform/cut.ts";
import { codeBlock, codeCell, codeSpan, escapeLine } from "../platform/escape-markdown.ts";
import { redact } from "../platform/redact.ts";

/** A command that the referee has run, in the phase in which it did. */
export type PhaseRun = Omit<Run, "tail"> & {
  phase: Phase;
  /** Names the run on the dashboard. */
  id?: string;
};

/** How much of everything is shown. */
export interface Room {
  /** Characters of a sentence of the model's. */
  sentence: number;
  /** Characters of a command, a path or a test's name. */
  line: number;
  /** Characters of a text of many lines. */
  block: number;
  rows: number;
  items: number;
}
/** What the referee has run, a line each, with the way to its output. */
export function evidenceTable(runs: readonly PhaseRun[], dashboard: string | null, room: Room): string {
  const cells = ({
    id,
    phase,
    name,
    command,
    exitCode,
    durationMs,
    commit,
    passed,
    failed,
  }: PhaseRun): string[] => [
    phase,
    escapeLine(cut(name, room.line)),
    codeCell(cut(command, room.line)),
    exitCode === null ? "killed" : String(exitCode),
    `${(durationMs / 1000).toFixed(1)} s`,
    codeSpan(commit.slice(0, 12)),
    `${passed ?? "?"} / ${failed ?? "?"}`,
    ...(dashboard === null
      ? []
      : [`[output](${dashboard}?tab=evidence${id === undefined ? "" : `&run=${encodeURIComponent(id)}`})`]),
  ];
  const heads = [
    "Phase",
    "Shows",
    "Command",
    "Exit code",
    "Duration",
    "Commit",
    "Passed / failed",
    ...(dashboard === null ? [] : ["Output"]),
  ];
  const row = (all: readonly string[]): string => `| ${all.join(" | ")} |`;
  return [
    row(heads),
    row(heads.map(() => "---")),
    ...runs.slice(0, room.rows).map((run) => row(cells(run))),
    ...(runs.length > room.rows ? ["", `and ${runs.length - room.rows} more`] : []),
  ].join("\n");
}

/** Evidence is worth as much as what stands between the agent and the referee: what doesn't stand is said beside it. */
export function missingWalls(walls: readonly string[], room: Room): string | null {
  if (walls.length === 0) return null;
  return [
    "**Not all walls stood** between the agent and the referee while this was made:\n",
    ...walls.slice(0, room.items).map((wall) => `- ${escapeLine(cut(wall, room.sentence))}`),
    ...more(walls.length - room.items),
  ].join("\n");
}

/** The heart of it: how the new test failed while the bug was there. */
export function redFailure(runs: readonly PhaseRun[], room: Room): string[] {
  const failure = runs.findLast(({ phase, failures }) => phase === "red" && failures.length > 0)?.failures[0];
  if (!failure) return [];
  return [
    `Before the fix, ${codeSpan(cut(failure.test, room.line))} failed with:`,
    codeBlock(cut(redact(inTenLines(failure.message)), room.block)),
  ];
}

/** Lines that may behave otherwise under test. Code has found them, so they stand beside the model's words. */
export function toLookAt(pointedOut: readonly PointedOut[], room: Room): string[] {
  if (pointedOut.length === 0) return [];
  return [
    "## Look at these lines",
    "The referee points them out, refuses none of them, and doesn't know why they are there: code that looks at how it is run can behave otherwise under test.",
    [
      ...pointedOut
        .slice(0, room.items)
        .map(
          ({ path, line, what, text }) =>
            `- ${codeSpan(cut(`${path}:${line}`, room.line))} ${escapeLine(cut(what, room.line))}: ${codeSpan(cut(text, room.line))}`,
        ),
      ...more(pointedOut.length - room.items),
    ].join("\n"),
  ];
}

/** What validation warns of in a change, which is nothing that it refuses. */
export function warnedOf(findings: readonly Finding[], room: Room): string[] {
  if (findings.length === 0) return [];
  return [
    "## Warnings",
    "Validation blocks none of these, and they weren't there on the base:",
    [
      ...findings
        .slice(0, room.items)
        .map(
          ({ rule, path, line, text }) =>
            `- ${codeSpan(cut(`${path}:${line}`, room.line))} ${escapeLine(cut(text, room.line))} (${escapeLine(cut(rule, room.line))})`,
        ),
      ...more(findings.length - room.items),
    ].join("\n"),
  ];
}

/** Tests that failed before anything was changed, and still do. */
export function failingStill(failedBefore: readonly string[], room: Room): string[] {
  return [
    "## Failing before, failing still",
    failedBefore.length === 0
      ? "None: no test failed before that still fails."
      : [
          `${failedBefore.length} ${failedBefore.length === 1 ? "test" : "tests"} failed before anything was changed and still ${failedBefore.length === 1 ? "does" : "do"}. This change is not about them:\n`,
          ...failedBefore.slice(0, room.items).map((test) => `- ${codeSpan(cut(test, room.line))}`),
          ...more(failedBefore.length - room.items),
        ].join("\n"),
  ];
}

/** What was changed, a file a line. */
export function changedFiles(
  files: readonly { path: string; added: number; removed: number }[],
  room: Room,
): string[] {
  return [
    "## Changed files",
    [
      ...files
        .slice(0, room.items)
        .map(({ path, added, removed }) => `- ${codeSpan(cut(path, room.line))} +${added} −${removed}`),
      ...more(files.length - room.items),
    ].join("\n"),
  ];
}

/** That there is more than is shown. */
function more(count: number): string[] {
  return count > 0 ? [`- and ${count} more`] : [];
}
