import { describe, expect, it } from "vitest";
import { fixOrder } from "../../../shared/domain/fix-order.ts";

const trace = "```\nTypeError: x\n    at pay (/srv/a.js:3:1)\n```";

describe("a comment on an issue", () => {
  it.each([
    ["@agent fix", ""],
    ["@agent, fix!", ""],
    ["@agent pls fix", ""],
    ["@agent fix as soon as possible", "as soon as possible"],
    ["@Signalbox: please RUN", ""],
    ["Thanks! @agent fix", "Thanks!"],
    [
      "I can see it too.\n\n@agent fix: it fails if the cart is empty",
      "I can see it too.\n\n it fails if the cart is empty",
    ],
    ["@maya-ortiz FYI\n@agent fix", "@maya-ortiz FYI"],
    ["> shall we?\n\n@agent fix this one", "this one"],
    [`${trace}\n@agent fix`, trace],
    [`@agent fix\n${trace}`, trace],
    ["Say `@agent fix`. So be it: @agent fix", "Say `@agent fix`. So be it:"],
    ["@agent fix: why is it empty?", "why is it empty?"],
  ])("asks for a fix, and may say more: %j", (text, asked) => {
    expect(fixOrder(text)).toBe(asked);
  });

  it.each([
    "> @agent fix",
    "```\n@agent fix\n```",
    "~~~\n@agent fix",
    "    @agent fix",
    "`@agent fix` begins one",
    "<!-- @agent fix -->",
    "me@agent fix",
    "@agents fix it",
    "@agent fixes nothing",
    "@agent fix?",
    "@agent fix this, or is it too early?",
    "@maya should I say @agent fix here?",
    "I wouldn't let @agent fix this",
    "@agent fix only if Maya agrees",
    "@agent fix this once the release is out",
    "@agent-smith fix",
    "~~@agent fix~~",
    "<del>@agent fix</del>",
    "@agent fix in an hour",
    "@agent fix, so long as Lena agrees",
    "@agent fix provided it is a bug",
    "@agent fix this — but not yet",
    "@agent fix, never mind",
    "@agent fix wenn Lena zustimmt",
    "On Mon, Nov 2, 2026 at 10:00 AM Bob <b@shop.example> wrote:\n@agent fix",
    "Done.\n\n-----Original Message-----\n@agent fix",
    "Done.\n-- \n@agent fix",
    "",
  ])("asks for nothing: %j", (text) => {
    expect(fixOrder(text)).toBeNull();
  });
});
