import type { AssignmentResult } from "../../../../shared/executor/protocol.ts";
import { changed, longestDiff } from "../referee/changed.ts";
import { specialCasing } from "../referee/special-casing.ts";
import { startOf, type Execution } from "./execution.ts";
import { warningsOf } from "./validation.ts";

const mostNamed = 20;

/** What is said of tests that pass and fail by chance. */
const chanceOf = (flaky: readonly string[]): string[] =>
  flaky.length === 0
    ? []
    : [
        `Before anything was changed these tests failed in one run and passed in another, so each only has to pass once in three runs: ${flaky.slice(0, mostNamed).join(", ")}${flaky.length > mostNamed ? ", …" : ""}.`,
      ];

/** The finished fix as it is told: what changed from the base, and which failures of before are still there. */
export async function resultOf(execution: Execution, review: string): Promise<AssignmentResult> {
  const { workspace, assignment, records, suite, belongsToTests } = execution;
  const commit = startOf(execution);
  const { files, hidden, whole } = await changed(workspace, assignment.baseCommit, commit);
  const red = records.find(({ phase }) => phase === "red");
  const pointedOut = [
    ...hidden.map((path) => ({
      path,
      line: 1,
      what: "isn't text, so that GitHub shows nothing of it",
      text: "",
    })),
    ...specialCasing(whole, belongsToTests, red?.newTests ?? []),
  ];
  const before = red?.failedBefore ?? [];
  const failing = suite?.tests.flatMap(({ id, status }) => (status === "failed" ? [id] : []));
  const failedBefore = failing === undefined ? before : before.filter((id) => failing.includes(id));
  return {
    kind: "ready",
    commit,
    files,
    diff: whole.slice(0, longestDiff),
    review,
    pointedOut,
    failedBefore,
    walls: [...execution.walls, ...chanceOf(red?.flaky ?? [])],
    ...(execution.validation === null ? {} : { findings: await warningsOf(execution.validation, commit) }),
  };
}
