import type { ModalView } from "@slack/web-api";
import type { Decision } from "../../domain/approval.ts";
import { cut } from "../../platform/cut.ts";
import { webAddress } from "../../platform/web-address.ts";
import { buttonRow, type Button, context, header, type Part, prose } from "./blocks.ts";
import { toMrkdwn } from "./markdown.ts";
import { joined, type Mrkdwn, mrkdwn, slackTime } from "./mrkdwn.ts";
import type { ApprovalReference, BundleModalReference, ModalReference } from "./schema.ts";

/** One of the things that can be said, as a button. */
export interface Choice {
  actionId: string;
  decision: Decision;
  label: string;
  style?: "primary" | "danger";
}

const approve: Choice = {
  actionId: "approval.approve",
  decision: "approved",
  label: "Approve",
  style: "primary",
};
const revise: Choice = { actionId: "approval.revise", decision: "revised", label: "Request revision" };
const reject: Choice = {
  actionId: "approval.reject",
  decision: "rejected",
  label: "Reject",
  style: "danger",
};
const sendNow: Choice = { actionId: "hold.release", decision: "approved", label: "Send now" };
const cancel: Choice = { actionId: "hold.cancel", decision: "rejected", label: "Cancel", style: "danger" };

const approveAll: Choice = { ...approve, actionId: "bundle.approve", label: "Approve all" };
const reviseAll: Choice = { ...revise, actionId: "bundle.revise", label: "Request revision of all" };

/** What can be said of one that waits: to let time go on, or to decide. */
export function approvalChoices(holdUntil: number | null, revisable: boolean): Choice[] {
  return holdUntil === null ? [approve, ...(revisable ? [revise] : []), reject] : [sendNow, cancel];
}

/** What can be said of all that waits together. */
export function bundleChoices(revisable: boolean): Choice[] {
  return [approveAll, ...(revisable ? [reviseAll] : [])];
}

/** What a click decides that is for all that waits together, and whether it asks for words first. */
export const bundleButtons: ReadonlyMap<string, { decision: Decision; asksWhy: boolean }> = new Map(
  [approveAll, reviseAll].map((button) => [
    button.actionId,
    { decision: button.decision, asksWhy: button === reviseAll },
  ]),
);

/** What a click on a button decides, and whether it asks for words first. */
export const approvalButtons: ReadonlyMap<string, { decision: Decision; asksWhy: boolean }> = new Map(
  [approve, revise, reject, sendNow, cancel].map((button) => [
    button.actionId,
    { decision: button.decision, asksWhy: button === revise || button === reject },
  ]),
);

/** The modals that ask for the words which a rejection or a revision needs. */
export const reasonModals = [
  {
    callbackId: "approval.reject",
    blockId: "reason",
    decision: "rejected",
    title: "Reject",
    submit: "Reject",
    label: "Why?",
    hint: "The requester reads this in the thread.",
  },
  {
    callbackId: "approval.revise",
    blockId: "feedback",
    decision: "revised",
    title: "Request revision",
    submit: "Send",
    label: "What should change?",
    hint: "The next draft takes this up. You will be asked again.",
  },
] as const;

export function reasonModal(decision: Decision, reference: ModalReference | BundleModalReference): ModalView {
  const modal = reasonModals.find((one) => one.decision === decision) ?? reasonModals[0];
  return {
    type: "modal",
    callback_id: modal.callbackId,
    private_metadata: JSON.stringify(reference),
    title: { type: "plain_text", text: modal.title },
    submit: { type: "plain_text", text: modal.submit },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      {
        type: "input",
        block_id: modal.blockId,
        label: { type: "plain_text", text: modal.label },
        hint: { type: "plain_text", text: modal.hint },
        element: { type: "plain_text_input", action_id: "text", multiline: true, max_length: 2000 },
      },
    ],
  };
}

/** An action as a message shows it. */
export interface ProposedView {
  title: string;
  /** Short facts, on one line. */
  facts: Mrkdwn[];
  /** Markdown: everything that would go out. */
  body: string;
  /** Where to see more of it. */
  link?: { label: string; url: string };
}

/** What is waited for. */
export interface WaitedFor {
  reference: ApprovalReference;
  /** Epoch milliseconds; null: only people can let it through. */
  holdUntil: number | null;
  /** Whether a new version can be asked for. */
  revisable: boolean;
  /** How many people must agree. */
  people: number;
}

/** What is longer than any message takes isn't read to its end. */
const longestBody = 30_000;

/** A text that goes out, as far as a message may show it. */
export function bodyText(body: string): Mrkdwn {
  return toMrkdwn(cut(body, longestBody));
}

function proposedParts({ title, facts, body }: ProposedView): Part[] {
  return [
    header(title),
    context(joined(facts, mrkdwn`  ·  `)),
    { type: "divider" },
    prose(bodyText(body)),
    { type: "divider" },
  ];
}

/** The message that asks for a decision, or gives notice of a hold. */
export function approvalParts(proposed: ProposedView, waits: WaitedFor): Part[] {
  const { holdUntil, revisable, people, reference } = waits;
  const notes = [
    ...(holdUntil === null
      ? []
      : [
          mrkdwn`:hourglass_flowing_sand: It happens by itself at ${slackTime(holdUntil)} unless somebody cancels it.`,
        ]),
    ...(people > 1 ? [mrkdwn`:busts_in_silhouette: ${people} people must approve it.`] : []),
  ];
  return [
    ...proposedParts(proposed),
    ...notes.map(context),
    buttonRow("approval", [
      ...linkButton(proposed.link),
      ...approvalChoices(holdUntil, revisable).map((choice) => choiceButton(choice, reference)),
    ]),
  ];
}

/** A choice as a button that says what it is about. */
export function choiceButton({ actionId, label, style }: Choice, reference: object): Button {
  return {
    type: "button",
    action_id: actionId,
    text: { type: "plain_text", text: label },
    value: JSON.stringify(reference),
    ...(style ? { style } : {}),
  };
}

/** Of a button (docs.slack.dev/reference/block-kit/block-elements/button-element). */
const longestAddress = 3000;

/** Where to see more of it, as a button; none where there is nothing more. */
export function linkButton(link: ProposedView["link"]): Button[] {
  const address = link === undefined ? null : webAddress(link.url);
  if (link === undefined || address === null || address.href.length > longestAddress) return [];
  return [
    { type: "button", action_id: "link", text: { type: "plain_text", text: link.label }, url: address.href },
  ];
}

/** The message after the decision: no buttons, but what became of it. */
export function decidedParts(proposed: ProposedView, said: Mrkdwn): Part[] {
  return [...proposedParts(proposed), prose(said)];
}
