import { buttonRow, type Button, context, header, type Part, prose } from "./blocks.ts";
import {
  approvalChoices,
  bodyText,
  bundleChoices,
  type Choice,
  choiceButton,
  linkButton,
  type ProposedView,
} from "./approval-message.ts";
import { joined, type Mrkdwn, mrkdwn, slackTime } from "./mrkdwn.ts";
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

/** Slack takes 50 blocks; each item has four, and one more where it is long, the frame six. */
const mostItems = 9;

/** The message that asks about several actions at once: each with what would go out, its time, its digest and its buttons. */
export function bundleParts({ title, facts, items, reference, revisable, page }: BundleView): Part[] {
  const shown = items.slice(0, mostItems);
  const left = items.length - shown.length;
  const rest = page === null ? mrkdwn`the dashboard` : page;
  const open = items.filter((item) => item.open !== null).length;
  const together = reference === null ? [] : bundleButtonsOf(revisable, reference, open);
  return [
    header(title),
    context(joined(page === null ? facts : [...facts, page], mrkdwn`  ·  `)),
    ...shown.flatMap((item, n) => itemParts(item, n + 1, revisable)),
    ...(left > 0 ? [prose(mrkdwn`… and ${left} more: they stand on ${rest}.`)] : []),
    ...(together.length === 0 ? [] : [{ type: "divider" } as const, buttonRow("bundle", together)]),
  ];
}

function bundleButtonsOf(revisable: boolean, reference: BundleReference, open: number): Button[] {
  return bundleChoices(revisable).map((choice) =>
    choiceButton({ ...choice, label: `${choice.label} (${open})` }, reference),
  );
}

function itemParts(
  { noun, title, facts, body, digest, dueAt, open, said, link }: BundledView,
  n: number,
  revisable: boolean,
): Part[] {
  const time = dueAt === null ? mrkdwn`as soon as it may` : slackTime(dueAt);
  const choices: Choice[] = open === null ? [] : approvalChoices(open.holdUntil, revisable);
  const small = [mrkdwn`:clock3: ${time}`, mrkdwn`sha256 ${digest.slice(0, 12)}`, ...facts];
  const notes = [
    ...(open === null || open.holdUntil === null
      ? []
      : [mrkdwn`:hourglass_flowing_sand: by itself at ${slackTime(open.holdUntil)} unless cancelled`]),
    ...(open !== null && open.people > 1 ? [mrkdwn`:busts_in_silhouette: ${open.people} people`] : []),
  ];
  const name =
    title.trim() === "" || title === noun ? mrkdwn`*${n}. ${noun}*` : mrkdwn`*${n}. ${noun}: ${title}*`;
  return [
    { type: "divider" },
    prose(joined([name, said ?? bodyText(body)])),
    context(joined([...small, ...notes], mrkdwn`  ·  `)),
    buttonRow(
      `approval-${n}`,
      open === null
        ? []
        : [...linkButton(link), ...choices.map((choice) => choiceButton(choice, open.reference))],
    ),
  ];
}
