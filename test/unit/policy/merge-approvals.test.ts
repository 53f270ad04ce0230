import { expect, it } from "vitest";
import { mergeApprovalsOf } from "../../../shared/policy/merge-approvals.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";

const rules = rulesSchema.parse({
  repositories: { "acme/Shop": { mergeApprovals: 2 }, "acme/kept": {} },
  delivery: { mergeApprovals: 1 },
});
const made = ["acme/Desk", "acme/kept"];

it.each<[string, number | null, string]>([
  ["acme/shop", 2, "by its own rule"],
  ["acme/desk", 1, "as a delivery has made it"],
  ["acme/kept", null, "as the rules name it and leave it to people"],
  ["acme/other", null, "as it is neither named nor made"],
])("in %s approvals: %s, %s", (repository, approvals, _why) => {
  expect(mergeApprovalsOf(rules, made, repository)).toBe(approvals);
});

it("people merge what deliveries have made, unless a rule says else", () => {
  expect(mergeApprovalsOf(rulesSchema.parse({}), made, "acme/desk")).toBeNull();
});
