import { describe, expect, it } from "vitest";
import { boundaryOf } from "../../../shared/policy/boundaries.ts";
import { boundaryUnder } from "../../../shared/policy/rules.ts";
import { rulesSchema } from "../../../shared/jobs/rules.ts";

describe("a team's windows", () => {
  const rules = rulesSchema.parse({ windows: { email_stakeholder: 4 } });

  it("change how long a held kind waits, and nothing else of its boundary", () => {
    expect(boundaryUnder(rules, "email_stakeholder")).toEqual({
      ...boundaryOf("email_stakeholder"),
      windowMs: 4000,
    });
    expect(boundaryUnder(rules, "jira_status_change")).toEqual(boundaryOf("jira_status_change"));
  });

  it("can't be set to nothing, nor for a kind that isn't held", () => {
    expect(rulesSchema.safeParse({ windows: { email_stakeholder: 0 } }).success).toBe(false);
    expect(rulesSchema.safeParse({ windows: { email_external: 4 } }).success).toBe(false);
  });
});
