import { cut } from "../../platform/cut.ts";
import { type Block, type Button, context, header, sections } from "./blocks.ts";
import {
  approvalChoices,
  bundleChoices,
  type Choice,
  choiceButton,
  type ProposedView,
} from "./approval-message.ts";
import { toMrkdwn } from "./markdown.ts";
import { cutMrkdwn, joined, type Mrkdwn, mrkdwn, slackTime } from "./mrkdwn.ts";
import type { ApprovalReference, BundleReference } from "./schema.ts";

/** One of what is asked about together, as the message shows it. */
export interface BundledView extends ProposedView {
  /** Where it goes: "Bluesky post". */
  noun: string;
  digest: string;
  /** When it happens once it may, epoch milliseconds; null: at once. */
  dueAt: number | null;
  /** What waits for a decision; null: nothing does any more. */
  open: { reference: ApprovalReference; holdUntil: number | null; people: number } | null;
  /** What became of it; null while it waits. */
  said: Mrkdwn | null;
}

export interface BundleView {
  title: string;
  facts: Mrkdwn[];
  items: readonly BundledView[];
  /** Of all that is open; null: nothing is. */
  reference: BundleReference | null;
  revisable: boolean;
  /** The page with all of it, in full. */
  page: Mrkdwn | null;
}

/** Slack takes 50 blocks; each item has at most five, the frame five. */
const mostItems = 9;
/** Of previews altogether; with what stands around them it is no more than some 12,000 characters. */
const previewBudget = 8000;

/** The message that asks about several actions at once: each with what would go out, its time, its digest and its buttons. */
export function bundleBlocks({ title, facts, items, reference, revisable, page }: BundleView): Block[] {
  const shown = items.slice(0, mostItems);
  const each = Math.min(2400, Math.floor(previewBudget / Math.max(1, shown.length)));
  const left = items.length - shown.length;
  const rest = page === null ? mrkdwn`the dashboard` : page;
  const open = items.filter((item) => item.open !== null).length;
  return [
    header(title),
    context(joined(page === null ? facts : [...facts, page], mrkdwn`  ·  `)),
    ...shown.flatMap((item, n) => itemBlocks(item, n + 1, { each, revisable, rest })),
    ...(left > 0 ? sections(mrkdwn`… and ${left} more: they stand on ${rest}.`) : []),
    ...(reference === null
      ? []
      : [
          { type: "divider" } as const,
          {
            type: "actions" as const,
            block_id: "bundle",
            elements: bundleChoices(revisable).map((choice): Button => ({
              ...choiceButton(choice, reference),
              text: { type: "plain_text", text: `${choice.label} (${open})` },
            })),
          },
        ]),
  ];
}

function itemBlocks(
  { noun, title, facts, body, digest, dueAt, open, said }: BundledView,
  n: number,
  { each, revisable, rest }: { each: number; revisable: boolean; rest: Mrkdwn },
): Block[] {
  // What is longer than there is room for is not read to its end.
  const words = toMrkdwn(cut(body, each + 1));
  const preview = cutMrkdwn(words, each);
  const whole = preview === words && body.length <= each;
  const time = dueAt === null ? mrkdwn`as soon as it may` : slackTime(dueAt);
  const choices: Choice[] = open === null ? [] : approvalChoices(open.holdUntil, revisable);
  const small = [mrkdwn`:clock3: ${time}`, mrkdwn`sha256 ${digest.slice(0, 12)}`, ...facts];
  const notes = [
    ...(open === null || open.holdUntil === null
      ? []
      : [mrkdwn`:hourglass_flowing_sand: by itself at ${slackTime(open.holdUntil)} unless cancelled`]),
    ...(open !== null && open.people > 1 ? [mrkdwn`:busts_in_silhouette: ${open.people} people`] : []),
    ...(whole ? [] : [mrkdwn`:scissors: cut here, the rest is on ${rest}`]),
  ];
  const name =
    title.trim() === "" || title === noun ? mrkdwn`*${n}. ${noun}*` : mrkdwn`*${n}. ${noun}: ${title}*`;
  return [
    { type: "divider" },
    ...sections(cutMrkdwn(joined([name, ...(said === null ? [preview] : [said])]), 2800)),
    context(joined([...small, ...notes], mrkdwn`  ·  `)),
    ...(choices.length === 0 || open === null
      ? []
      : [
          {
            type: "actions" as const,
            block_id: `approval-${n}`,
            elements: choices.map((choice) => choiceButton(choice, open.reference)),
          },
        ]),
  ];
}
