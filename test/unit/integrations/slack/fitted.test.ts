import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allText, blocksProblem, viewProblem } from "../../../../sandbox/slack/blocks.ts";
import {
  approvalParts,
  decidedParts,
  reasonModal,
} from "../../../../shared/integrations/slack/approval-message.ts";
import {
  type Block,
  buttonRow,
  context,
  header,
  prose,
} from "../../../../shared/integrations/slack/blocks.ts";
import { unknownEffectParts } from "../../../../shared/integrations/slack/effect-message.ts";
import { fitted } from "../../../../shared/integrations/slack/fitted.ts";
import { link } from "../../../../shared/integrations/slack/link.ts";
import { toMrkdwn } from "../../../../shared/integrations/slack/markdown.ts";
import { notification, notificationSchema } from "../../../../shared/integrations/slack/message.ts";
import {
  cutMrkdwn,
  inPieces,
  lines,
  mrkdwn,
  quote,
  textOf,
} from "../../../../shared/integrations/slack/mrkdwn.ts";

const rest = mrkdwn`<https://dashboard.example/tasks/t|the dashboard>`;
const problemOf = (blocks: Block[]) => blocksProblem(blocks, { blocks: 50, text: allText });
const said = (blocks: Block[]) =>
  blocks.flatMap((block) => (block.type === "section" ? [block.text.text] : [])).join("\n");

const long = fc
  .tuple(
    fc.constantFrom("a", "<&>", "word ", "line\n", "para\n\n", "🧑‍🚀", "```\n", "[x](https://a.example/?a&b) "),
    fc.nat(4000),
  )
  .map(([unit, times]) => unit.repeat(times));
const words = fc
  .array(fc.oneof(long, fc.string({ unit: "binary" })), { maxLength: 4 })
  .map((all) => all.join(""));
const button = fc.record({ label: words, url: fc.boolean() }).map(({ label, url }) => ({
  type: "button" as const,
  action_id: "x",
  text: { type: "plain_text" as const, text: label.trim() || "x" },
  ...(url ? { url: "https://a.example/" } : {}),
}));
const part = fc.oneof(
  words.map((text) => prose(toMrkdwn(text))),
  words.map((text) => context(lines(text))),
  words.map(header),
  fc.array(button, { maxLength: 40 }).map((all) => buttonRow(`row-${Math.random()}`, all)),
  fc.constant({ type: "divider" as const }),
);

describe("a message", () => {
  it("is within Slack's limits as a whole, whatever goes in", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 80 }), words, (parts, text) => {
        expect(problemOf(fitted(parts, rest))).toBeNull();
        const notice = notification({ channel: "C1", thread: null, text: toMrkdwn(text), parts, rest });
        expect(notificationSchema.parse(notice)).toEqual(notice);
        expect(problemOf(notice.blocks)).toBeNull();
      }),
      { numRuns: 25 },
    );
  });

  it("keeps its buttons and what was decided, however long what it is about, and says where the rest is", () => {
    const paragraphs = Array.from({ length: 400 }, (_, n) => `Paragraph ${n} ${"word ".repeat(20)}`).join(
      "\n\n",
    );
    for (const body of [paragraphs, "x".repeat(50_000), "\n\n".repeat(9000), "<".repeat(9000)]) {
      const view = { title: "T".repeat(200), facts: [mrkdwn`one`, mrkdwn`${"f".repeat(5000)}`], body };
      const waits = {
        reference: { approvalId: "a", digest: "d".repeat(64) },
        holdUntil: 1,
        revisable: true,
        people: 2,
      };
      const asked = fitted(approvalParts(view, waits), rest);
      expect(problemOf(asked)).toBeNull();
      expect(asked.at(-1)?.type).toBe("actions");
      const decided = fitted(decidedParts(view, mrkdwn`:x: Rejected${quote("y ".repeat(30_000))}`), rest);
      expect(problemOf(decided)).toBeNull();
      expect(said(decided)).toContain(":x: Rejected\n> y y");
      if (body.trim() !== "")
        for (const blocks of [asked, decided]) expect(said(blocks)).toContain(`on ${textOf(rest)}`);
    }
    const lost = { actionId: "a", kind: "k", target: "t", error: "e".repeat(20_000), attempts: 1 };
    expect(problemOf(fitted(unknownEffectParts(lost), rest))).toBeNull();
  });

  it("says all there is room for", () => {
    const text = Array.from({ length: 300 }, (_, n) => `word${n}`).join(" ");
    expect(said(fitted([prose(mrkdwn`${text}`)], rest))).toBe(text);
    expect(fitted([prose(mrkdwn`${"x".repeat(2900)}`)], rest)).toHaveLength(1);
  });
});

describe("words that are too long", () => {
  it.each([
    ["a paragraph", `${"a ".repeat(30)}\n\n${"b ".repeat(30)}`, "a ".repeat(30)],
    ["a line", `${"a ".repeat(30)}\n${"b ".repeat(30)}`, "a ".repeat(30)],
    ["a word", "abcd ".repeat(30), "abcd ".repeat(19)],
  ])("end with %s", (_name, text, first) => {
    expect(textOf(inPieces(lines(text), 98)[0] ?? mrkdwn``).trimEnd()).toBe(first.trimEnd());
  });

  it("are never cut within a link, an escaped character or a block of code", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 3000 }), (text, most) => {
        const marked = mrkdwn`${toMrkdwn(text)}${link("all of it", "https://a.example/a b/c?d=e&f")} and more`;
        for (const piece of [...inPieces(marked, most), cutMrkdwn(marked, most, rest)].map(textOf)) {
          expect(piece.length).toBeLessThanOrEqual(most);
          const bare = piece.replaceAll(/<https:\/\/[^<>|\n]+\|[^<>|\n]+>|&(?:amp|lt|gt);/g, "");
          expect(bare).not.toMatch(/[<>&]/);
        }
      }),
      { numRuns: 25 },
    );
    const fenced = lines(`Before.\n\`\`\`\n${"log line\n".repeat(900)}\`\`\`\nAfter.`);
    for (const piece of inPieces(fenced, 2900)) expect(textOf(piece).split("```").length % 2).toBe(1);
    const short = lines(`${"word ".repeat(15)}\n\`\`\`\n${"log\n".repeat(8)}\`\`\`\nAfter.`);
    expect(textOf(inPieces(short, 100)[1] ?? mrkdwn``)).toContain("```\nlog");
  });
});

it("asks for words in a form that Slack takes", () => {
  const message = { channel: "C1", ts: "1.1" };
  const reference = { approvalId: `approval-${"x".repeat(300)}`, digest: "d".repeat(64), message };
  for (const decision of ["rejected", "revised"] as const)
    expect(viewProblem(reasonModal(decision, reference))).toBeNull();
});
