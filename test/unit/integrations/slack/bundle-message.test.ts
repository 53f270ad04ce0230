import fc from "fast-check";
import { expect, it } from "vitest";
import { allText, blocksProblem } from "../../../../sandbox/slack/blocks.ts";
import { bundleParts, type BundledView } from "../../../../shared/integrations/slack/bundle-message.ts";
import { fitted } from "../../../../shared/integrations/slack/fitted.ts";
import { mrkdwn } from "../../../../shared/integrations/slack/mrkdwn.ts";

const digest = "0123456789ab".padEnd(64, "c");

const items: fc.Arbitrary<BundledView> = fc
  .record({
    title: fc.string({ maxLength: 200, unit: "binary" }),
    body: fc
      .tuple(
        fc.constantFrom("a", "<&>", "🧑‍🚀", "**bold** [x](https://a.example)\n\n", "> said\n"),
        fc.nat(3000),
      )
      .map(([unit, times]) => unit.repeat(times)),
    dueAt: fc.option(fc.nat(2_000_000_000_000)),
    holdUntil: fc.option(fc.nat(2_000_000_000_000)),
    open: fc.boolean(),
  })
  .map(({ title, body, dueAt, holdUntil, open }) => ({
    title,
    body,
    facts: [mrkdwn`to <#C1>`],
    noun: "LinkedIn post",
    digest,
    dueAt,
    open: open
      ? { reference: { approvalId: `approval-${"x".repeat(80)}`, digest }, holdUntil, people: 2 }
      : null,
    said: open ? null : mrkdwn`:white_check_mark: Approved`,
  }));

it("asks about any number of actions in a message that Slack takes, each with its digest, time and buttons", () => {
  fc.assert(
    fc.property(fc.array(items, { minLength: 2, maxLength: 30 }), (list) => {
      const rest = mrkdwn`<https://dashboard.example/inbox/1|on the dashboard>`;
      const parts = bundleParts({
        title: "A launch",
        facts: [mrkdwn`Version 1`],
        items: list,
        reference: list.some(({ open }) => open !== null) ? { bundle: "task.1", bundleDigest: digest } : null,
        revisable: true,
        page: rest,
      });
      const blocks = fitted(parts, rest);
      expect(blocksProblem(blocks, { blocks: 50, text: allText })).toBeNull();
      const words = JSON.stringify(blocks.filter(({ type }) => type !== "actions"));
      const shown = Math.min(9, list.length);
      expect(words.split(digest.slice(0, 12)).length - 1).toBe(shown);
      const waiting = list.slice(0, 9).filter(({ open }) => open !== null).length;
      const rows = blocks.filter(
        (block) => block.type === "actions" && block.block_id.startsWith("approval-"),
      );
      expect(rows).toHaveLength(waiting);
      // What is not all there says so, and where it is.
      if (list.length > 9) expect(words).toContain(`and ${list.length - 9} more`);
      for (const one of list.slice(0, 9))
        if (one.open !== null && one.body.length > 11_000) expect(words).toContain("cut here");
    }),
    { numRuns: 15 },
  );
});
