import { describe, expect, it } from "vitest";
import { changedKeys, merge } from "../../../pages/dashboard/src/parts/form/merge.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";

const rules = rulesSchema.parse({ opsChannel: "C0OPS" });

describe("two people who edit the same thing", () => {
  it("keep what each changed, and are told where both did", () => {
    const mine = { ...rules, digestHour: 10, approvalValidHours: 12 };
    const theirs = { ...rules, digestHour: 9, twoPeople: ["email_external" as const] };
    const { merged, clashes } = merge(rules, mine, theirs);
    expect(merged).toEqual({ ...theirs, digestHour: 10, approvalValidHours: 12 });
    expect(clashes).toEqual(["digestHour"]);
  });

  it("don't clash where both made the same change", () => {
    const same = { ...rules, digestHour: 9 };
    expect(merge(rules, same, { ...same })).toEqual({ merged: same, clashes: [] });
  });

  it("keep a member out that one of them has taken out", () => {
    const { opsChannel: _gone, ...mine } = rules;
    expect(merge<object>(rules, mine, { ...rules, digestHour: 9 }).merged).not.toHaveProperty("opsChannel");
  });

  it("see no change in another order of members", () => {
    expect(changedKeys({ a: { x: 1, y: [2] } }, { a: { y: [2], x: 1 } })).toEqual([]);
    expect(changedKeys({ a: [1, 2] }, { a: [2, 1] })).toEqual(["a"]);
  });
});
