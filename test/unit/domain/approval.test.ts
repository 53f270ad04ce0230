import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approvalStatuses, decisions, ruleOn } from "../../../shared/domain/approval.ts";

describe("ruling on a decision", () => {
  it("accepts only an allow-listed person, a pending approval and the very digest", () => {
    const text = fc.constantFrom("a", "b");
    const person = fc.constantFrom("U0MAYA", "U0LENA", "U0JONAS", "");
    fc.assert(
      fc.property(
        text,
        text,
        person,
        fc.constantFrom(...approvalStatuses),
        fc.constantFrom(...decisions),
        fc.option(fc.constantFrom("", "  ", "because")),
        (shown, proposed, by, status, decision, reason) => {
          const approval = { id: "approval-1", actionId: "a1", taskId: "t1", digest: proposed, status };
          const ruling = ruleOn(
            { approvalId: "approval-1", digest: shown, decision, by, channel: "slack", reason },
            approval,
            ["U0MAYA", "U0LENA"],
          );
          const right =
            shown === proposed &&
            status === "pending" &&
            (by === "U0MAYA" || by === "U0LENA") &&
            (decision === "approved" || Boolean(reason?.trim()));
          expect(ruling.kind).toBe(right ? "accepted" : "refused");
        },
      ),
    );
  });

  it("refuses everybody while nobody is on the list", () => {
    const approval = {
      id: "approval-1",
      actionId: "a1",
      taskId: "t1",
      digest: "d",
      status: "pending" as const,
    };
    expect(
      ruleOn(
        {
          approvalId: "approval-1",
          digest: "d",
          decision: "approved",
          by: "U0MAYA",
          channel: "slack",
          reason: null,
        },
        approval,
        [],
      ),
    ).toMatchObject({ code: "not_allowed" });
  });
});
