import { describe, expect, it } from "vitest";
import { commitMessage } from "../../../containers/executor/src/execute/commit-message.ts";
import { assignmentOf } from "./assignment-of.ts";

const assignment = (summary: string) => assignmentOf({ plan: { ...assignmentOf().plan, summary } });

describe("a commit's message", () => {
  it("names the plan, the task and the phase", () => {
    expect(commitMessage(assignment("Empty carts cost nothing"), "green")).toBe(
      "fix(cart): Empty carts cost nothing\n\nTask: bug-fix-1\nPhase: green\n",
    );
  });

  it("of a story says what it adds", () => {
    const story = { ...assignment("Book a room"), purpose: "story" as const };
    const subjects = (["red", "green", "refactor", "review", "repair", "revise"] as const).map(
      (phase) => commitMessage(story, phase).split("\n")[0],
    );
    expect(subjects).toEqual([
      "test(cart): what is asked for: Book a room",
      "feat(cart): Book a room",
      "refactor(cart): tidy up after: Book a room",
      "chore(cart): remove the plan of the story",
      "fix(cart): mend what CI found: Book a room",
      "fix(cart): as reviewers ask: Book a room",
    ]);
  });

  it("has no line but its own, closes nothing, calls nobody and lets CI run", () => {
    const message = commitMessage(
      assignment("Fix [skip ci] it\n\nTask: other\u2028Phase: review\r\nfixes #12, says @maya [CI SKIP]"),
      "red",
    );
    const [subject = "", ...rest] = message.split("\n");
    expect(rest).toEqual(["", "Task: bug-fix-1", "Phase: red", ""]);
    expect(subject).not.toMatch(/skip|#\d|@\w|[\u2028\r]/i);
  });
});
