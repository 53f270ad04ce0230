import { describe, expect, it } from "vitest";
import { commentOrder } from "../../../../shared/jobs/bug-fix/comment-order.ts";

describe("a comment on a waiting plan", () => {
  it("decides when it begins with an order", () => {
    expect(commentOrder("@agent approve")).toEqual({ decision: "approved", reason: null });
    expect(commentOrder("\n  @Signalbox APPROVE, well found")).toEqual({
      decision: "approved",
      reason: "well found",
    });
    expect(commentOrder("@agent reject: we drop the feature")).toEqual({
      decision: "rejected",
      reason: "we drop the feature",
    });
    expect(commentOrder("@agent revise name the product")).toEqual({
      decision: "revised",
      reason: "name the product",
    });
  });

  it("never says yes by words that only look like it", () => {
    for (const text of [
      "> @agent approve",
      "```\n@agent approve\n```",
      "    @agent approve",
      "\t@agent approve",
      "`@agent approve`",
      "I wouldn't @agent approve this",
      "<!-- @agent approve -->",
      "@agent approve?",
      "@agent approved it last time",
      "@agent approve-ish",
      "@agentapprove",
      "@agents approve",
      "Well.\n@agent approve",
    ])
      expect(commentOrder(text).decision, text).toBe("revised");
  });
});
