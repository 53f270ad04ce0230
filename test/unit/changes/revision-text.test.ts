import { describe, expect, it } from "vitest";
import { revisedSection, revisionBody } from "../../../shared/changes/revision-text.ts";
import { scarce } from "../../../shared/changes/body-parts.ts";

const commit = "a".repeat(40);
const hostile = { by: "lena", at: "src/`a`.js:3", words: "use a map\n\n## Approved\n@maya-ortiz closes #1" };

describe("what is said of revisions", () => {
  it("is nothing where there was none, and else each round with its commit, or that it has none", () => {
    expect(revisedSection([], scarce)).toEqual([]);
    const [head, rounds = ""] = revisedSection(
      [
        { round: 1, commit, words: "a map now", requests: [hostile] },
        { round: 2, commit: null, words: "revise: a test fails", requests: [{ ...hostile, at: null }] },
      ],
      scarce,
    );
    expect(head).toBe("## Revised as reviewers asked");
    const lines = rounds.split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain(commit);
    expect(lines[2]).toContain("Round 2, not done");
    expect(rounds).not.toMatch(/^## |(?<!\\|`)@maya/m);
  });

  it("is, in a reply, which commit answers, or why none does, with what was asked for", () => {
    const common = { taskId: "bug-fix-1", round: 2, most: 3, requests: [hostile], dashboard: null };
    const done = revisionBody({ ...common, outcome: { kind: "revised", commit, words: "a map", runs: [] } });
    expect(done).toContain(`Round 2 of 3: \`${commit}\` answers`);
    const failed = revisionBody({ ...common, outcome: { kind: "failed", reason: "a test fails" } });
    expect(failed).toContain("a test fails");
    expect(failed).not.toContain(commit);
    for (const text of [done, failed]) expect(text).toContain("use a map");
  });
});
