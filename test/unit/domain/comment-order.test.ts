import { describe, expect, it } from "vitest";
import { commentOrder } from "../../../shared/domain/comment-order.ts";

describe("a comment on a waiting plan", () => {
  it("decides when it begins with an order", () => {
    expect(commentOrder("@agent approve")).toEqual({ decision: "approved", digest: null, reason: null });
    expect(commentOrder("\n  @Signalbox APPROVE, well found")).toEqual({
      decision: "approved",
      digest: null,
      reason: "well found",
    });
    expect(commentOrder("@agent reject: we drop the feature")).toEqual({
      decision: "rejected",
      digest: null,
      reason: "we drop the feature",
    });
    expect(commentOrder("@agent revise name the product")).toEqual({
      decision: "revised",
      digest: null,
      reason: "name the product",
    });
  });

  it("may name what it is about by its digest", () => {
    const digest = "0123456789abcdef";
    expect(commentOrder(`@agent approve \`${digest}\`, well found`)).toEqual({
      decision: "approved",
      digest,
      reason: "well found",
    });
    expect(commentOrder(`@agent reject ${digest.toUpperCase()} no`)).toMatchObject({ digest, reason: "no" });
    for (const words of ["0123456789a is no digest", "0123456789abc-ish", "deadbeefdeadbeefs"])
      expect(commentOrder(`@agent approve ${words}`)).toMatchObject({ digest: null, reason: words });
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
