import { describe, expect, it } from "vitest";
import { approvedBy, changesWanted, checksAgainst } from "../../../shared/actions/merge-conditions.ts";
import type { CommitCheck } from "../../../shared/integrations/github/checks.ts";
import type { Review } from "../../../shared/integrations/github/reviews.ts";

const check = (name: string, conclusion: string | null, app: number | null = null): CommitCheck => ({
  name,
  conclusion,
  app,
  run: null,
});
const must = (name: string, app: number | null = null) => ({ name, app });

const review = (author: string | null, state: string, commit = "head"): Review => ({
  id: 1,
  author,
  state,
  body: "",
  commit,
  at: "2026-11-01T09:00:00Z",
});

describe("the checks of a commit", () => {
  it.each([
    ["a required one that passes", [check("a", "success")], [must("a")], null],
    ["a required one that was skipped", [check("a", "skipped")], [must("a")], null],
    ["another one that fails", [check("a", "success"), check("b", "failure")], [must("a")], null],
    ["one that was cancelled", [check("a", "cancelled")], [must("a")], { yet: false }],
    ["one that hasn't reported", [], [must("a")], { yet: true }],
    ["one that runs", [check("a", null)], [must("a")], { yet: true }],
    ["one of the same name by another app", [check("a", "success", 2)], [must("a", 1)], { yet: true }],
    ["none that is required, and one that fails", [check("b", "failure")], [], { yet: false }],
    ["none that is required, and one that runs", [check("b", null)], [], { yet: true }],
    ["none at all", [], [], null],
    ["a failure beside one that runs", [check("b", null), check("c", "failure")], [], { yet: false }],
  ])("%s", (_name, seen, required, against) => {
    const said = checksAgainst(seen, required, false);
    if (against === null) expect(said).toBeNull();
    else expect(said).toMatchObject(against);
  });

  it("that can't be seen, or aren't there, are green for people and not for a rule", () => {
    for (const [seen, required] of [
      [null, []],
      [[], null],
      [[], []],
    ] as const) {
      expect(checksAgainst(seen, required, false)).toBeNull();
      expect(checksAgainst(seen, required, true)).not.toBeNull();
    }
  });
});

describe("a reviewer's last word", () => {
  it("counts: a comment leaves it as it was, a dismissal takes it back", () => {
    const wanted = review("Lena", "changes_requested");
    expect(changesWanted([wanted, review("lena", "commented")])).toMatchObject({
      why: "Lena requested changes",
    });
    expect(changesWanted([wanted, review("lena", "approved")])).toBeNull();
    expect(changesWanted([wanted, review("lena", "dismissed")])).toBeNull();
    expect(changesWanted([review(null, "changes_requested")])).toBeNull();
  });

  it("is a yes to the commit that it was said about, and to no later one", () => {
    const said = [review("Maya", "approved"), review("Lena", "approved", "before")];
    expect(approvedBy(said, "head")).toEqual(["maya"]);
    expect(approvedBy([...said, review("maya", "changes_requested")], "head")).toEqual([]);
  });
});
