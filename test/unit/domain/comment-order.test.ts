import { describe, expect, it } from "vitest";
import { changeAsked, commentOrder } from "../../../shared/domain/comment-order.ts";

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

  it("cuts no character of long words in half", () => {
    const { reason } = commentOrder(`@agent reject ${"x".repeat(1998)}${"👍".repeat(9)}`);
    expect(reason).toMatch(/^x+…$/u);
  });

  it("may name what it is about by its digest", () => {
    const digest = "0123456789abcdef";
    expect(commentOrder(`@agent approve \`${digest}\`, well found`)).toEqual({
      decision: "approved",
      digest,
      reason: "well found",
    });
    expect(commentOrder(`@agent approve (${digest})`)).toMatchObject({ digest, reason: null });
    expect(commentOrder(`@agent reject ${digest.toUpperCase()} no`)).toMatchObject({ digest, reason: "no" });
    for (const words of ["0123456789a is no digest", "0123456789abc-ish", "deadbeefdeadbeefs"])
      expect(commentOrder(`@agent approve ${words}`)).toMatchObject({ digest: null, reason: words });
  });

  it.each([
    "LGTM @agent approve",
    "@agent, approve",
    "@agent: approve",
    "@Signalbox please approve!",
    "Looks good to me, thanks! @agent approve",
    "👍 @agent approve",
    "> shall we?\n\n@agent approve",
    "```\nnpm test\n```\n@agent approve",
    "@agent pls approve",
    "@agent I approve",
    "@agent - ok, approve!!",
    "@agent 👍 approve",
    "Hey @agent approve",
    "Great work, sounds good! @agent approve",
    "@agent ~~reject~~ approve",
    "@agent approve ~~if CI is green~~",
    "~~@agent reject~~ @agent approve",
    "On Mon, Nov 2, 2026 at 10:00 AM Lena <l@shop.example> wrote:\n> shall we?\n\n@agent approve",
  ])("says yes by %j", (text) => {
    expect(commentOrder(text)).toEqual({ decision: "approved", digest: null, reason: null });
  });

  it("says yes by mail as well, above what its program quotes", () => {
    const text = "@agent approve\n\nOn Friday, 27 November 2026 at 10:00, Lena Fischer wrote:\n> shall we?";
    expect(commentOrder(text)).toMatchObject({ decision: "approved" });
  });

  it.each([
    "On Monday, 2 Nov 2026 at 10:00, Lena Fischer <notifications@github.example>\nwrote:\n\n> not if it is slow",
    "Am 02.11.2026 um 10:00 schrieb Lena <l@shop.example>:\n> Nicht wenn?",
    "Le lun. 2 nov. 2026 à 10:00, Lena <l@shop.example> a écrit :\n> sans",
    "-----Original Message-----\nFrom: Lena\nShould I not approve?",
    "________________________________\nFrom: Lena\nSent: Monday\nSubject: Re: not yet",
    "-- \nLena, not a robot",
    "Sent from my iPhone, if you wonder",
    "—\nReply to this email directly, view it on GitHub, or unsubscribe if you don't care.",
  ])("says yes above what a mail program adds: %j", (added) => {
    expect(commentOrder(`@agent approve\n\n${added}`)).toEqual({
      decision: "approved",
      digest: null,
      reason: null,
    });
  });

  it.each([
    "don’t",
    "in an hour",
    "at 5pm",
    "with a change",
    "with the following changes: name it",
    "conditional on green CI",
    "so long as CI is green",
    "upon green CI",
    "given that CI is green",
    "everything excluding the migration",
    "all apart from the migration",
    "step 1",
    "half of it",
    "just the tests",
    "and rename the file",
    "and also add tests",
    ", please add tests",
    ". Remove the flag",
    ", wait for Maya",
    ", hold on",
    "— actually, no",
    "maybe",
    "- can we ship",
    "？",
    "👎",
    "🤔",
    ":-1:",
    "si la CI passe",
    "se i test passano",
    "als de tests slagen",
    "если тесты проходят",
    "但是要改名",
  ])("says no yes that is put off, halved or changed: %j", (words) => {
    expect(commentOrder(`@agent approve ${words}`)).toMatchObject({
      decision: null,
      told: expect.stringContaining('"@agent revise"'),
    });
  });

  it("is no yes beside a sign that says no, and a no is one with it", () => {
    for (const text of ["👎 @agent approve", "@agent ❌ approve", "🤔 @agent approve"])
      expect(commentOrder(text), text).toMatchObject({ decision: null });
    expect(commentOrder("👎 @agent reject: too slow")).toMatchObject({ decision: "rejected" });
  });

  it.each([
    "no objections",
    "no changes needed",
    "this plan",
    "all of it",
    "just what we need",
    ", ship it",
    "\n\nLooks good",
  ])("says yes with words that take nothing back: %j", (words) => {
    expect(commentOrder(`@agent approve ${words}`)).toMatchObject({ decision: "approved" });
  });

  it.each([
    "@agent should I approve",
    "@agent could you please approve",
    "@agent don't approve",
    "@agent never approve this",
    "@agent @maya-ortiz approve",
    "@agent **approve**",
    "@agent reject?",
    "@agent lgtm",
    "@agent go ahead",
    "approve",
    "/approve",
    "LGTM",
    "@maya-ortiz thanks for looking.\n\n@agent approve",
  ])("is told what to say, and begins no new version: %j", (text) => {
    expect(commentOrder(text)).toMatchObject({ decision: null, told: expect.stringContaining("@agent") });
  });

  it("is nothing but friendly, or crossed out", () => {
    for (const text of ["thanks", "👍", "@agent thanks!", "~~@agent approve~~", "<s>@agent reject</s>"])
      expect(commentOrder(text), text).toMatchObject({ decision: null, told: null });
  });

  it("never says yes by words that only look like it", () => {
    for (const text of [
      "> @agent approve",
      "```\n@agent approve\n```",
      "~~~js\n@agent approve",
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
      "@agent approve only if the tests pass",
      "@agent approve, but name the product",
      "@agent approve once Maya has looked",
      "@agent approve, or is it too early?",
      "@maya should I say @agent approve?",
      "@agent approve\n@agent reject",
      "@agent approve or reject, I don't mind",
      "@agent approve; rename the file first",
      "@agent approve without the migration",
      "@agent approve on Monday",
      "@agent approve, with small changes",
      "@agent approve wenn die Tests laufen",
      "LGTM, though not yet: @agent approve",
      "not good @agent approve",
      "On Mon, Nov 2, 2026 at 10:00 AM Lena <l@shop.example> wrote:\n@agent approve",
      "Thanks.\n\n-----Original Message-----\n@agent approve",
    ])
      expect(commentOrder(text).decision, text).not.toBe("approved");
  });

  it("is nothing to us that only quotes, or speaks to others; a half yes is told what to say", () => {
    for (const text of ["> @agent revise it", "@maya-ortiz what do you think?", "```\n@agent reject\n```"])
      expect(commentOrder(text), text).toMatchObject({ decision: null, told: null });
    for (const text of ["@agent approve only if it is fast", "@agent approve?", "We could @agent approve it"])
      expect(commentOrder(text), text).toMatchObject({
        decision: null,
        told: expect.stringContaining('"@agent approve"'),
      });
  });

  it("is a wish otherwise, also where it is nothing but code that is suggested", () => {
    for (const text of [
      "@agent it should reject empty names",
      "@agent we must approve orders of any size",
      "@agent don't reject carts that are empty",
      "Name the product.",
      "```suggestion\nfour lines\n```",
      "> why?\nBecause of taxes.",
    ])
      expect(commentOrder(text)).toEqual({ decision: "revised", digest: null, reason: text });
  });
});

describe("a comment on what is ready", () => {
  it("asks for a change when it begins with our name, and keeps its code", () => {
    expect(changeAsked("@agent use a map")).toBe("use a map");
    expect(changeAsked("\n @signalbox, please revise: use a map")).toBe("use a map");
    expect(changeAsked("@agent\n```suggestion\nmap()\n```")).toBe("```suggestion\nmap()\n```");
    expect(changeAsked("> why a list?\n\n@agent use a map")).toBe("> why a list?\n\n@agent use a map");
    expect(changeAsked("LGTM, @agent revise: use a map")).toBe("LGTM, @agent revise: use a map");
    expect(changeAsked("@agent use a map <!-- and drop the tests -->")).toBe("use a map");
    expect(changeAsked("@agent revise")).toBe("");
  });

  it.each([
    "use a map",
    "ask @agent for a map",
    "@agents use a map",
    "@maya-ortiz @agent use a map",
    "> @agent use a map",
    "```\n@agent use a map\n```",
    "    @agent use a map",
    "<!-- @agent use a map -->",
    "@agent approve",
    "@agent approve if it is a map",
    "@agent reject: a list",
  ])("asks for nothing otherwise: %j", (text) => {
    expect(changeAsked(text)).toBeNull();
  });
});
