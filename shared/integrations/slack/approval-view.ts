import type { ModalView } from "@slack/web-api";
import type { Decision } from "../../domain/approval.ts";
import type { BlogPost } from "../../editorial/blog-post/draft.ts";
import { escapeMrkdwn, inSections, toMrkdwn } from "./mrkdwn.ts";
import type { ApprovalReference } from "./schema.ts";

type Block = { type: string; [field: string]: unknown };

/** The buttons under a proposed action. */
const buttons = [
  { actionId: "approval.approve", decision: "approved", label: "Approve", style: "primary" },
  { actionId: "approval.revise", decision: "revised", label: "Request revision", style: undefined },
  { actionId: "approval.reject", decision: "rejected", label: "Reject", style: "danger" },
] as const;

/** What a click on a button decides. */
export const approvalButtons: ReadonlyMap<string, Decision> = new Map(
  buttons.map((button) => [button.actionId, button.decision]),
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

export function reasonModal(decision: Decision, reference: ApprovalReference): ModalView {
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

export interface ProposedPost {
  post: BlogPost;
  revision: number;
  digest: string;
  /** Written by the sandbox's stand-in and not by Claude. */
  sandbox: boolean;
}

/** The post as it would go out. */
function postBlocks({ post, revision, digest, sandbox }: ProposedPost): Block[] {
  const facts = [
    `Version ${revision}`,
    `${post.words} words`,
    `/${post.slug}`,
    `tags: ${post.tags.map(escapeMrkdwn).join(", ")}`,
    `sha256 ${digest.slice(0, 12)}`,
    ...(sandbox ? [":construction: written by the sandbox's stand-in for Claude"] : []),
  ];
  return [
    { type: "header", text: { type: "plain_text", text: post.title.slice(0, 150) } },
    section(`_${escapeMrkdwn(post.summary)}_`),
    { type: "context", elements: [{ type: "mrkdwn", text: facts.join("  ·  ") }] },
    { type: "divider" },
    ...inSections(toMrkdwn(post.markdown)).map(section),
    { type: "divider" },
  ];
}

/** The message that asks for a decision. */
export function approvalBlocks(proposed: ProposedPost, reference: ApprovalReference): Block[] {
  return [
    ...postBlocks(proposed),
    {
      type: "actions",
      block_id: "approval",
      elements: buttons.map(({ actionId, label, style }) => ({
        type: "button",
        action_id: actionId,
        text: { type: "plain_text", text: label },
        value: JSON.stringify(reference),
        ...(style ? { style } : {}),
      })),
    },
  ];
}

const verbs: Record<Decision, string> = {
  approved: ":white_check_mark: Approved",
  rejected: ":x: Rejected",
  revised: ":pencil2: Revision requested",
};

/** The message after the decision: no buttons, but who decided what and when. */
export function decidedBlocks(
  proposed: ProposedPost,
  decided: { decision: Decision; by: string; at: number; reason: string | null },
): Block[] {
  const seconds = Math.floor(decided.at / 1000);
  const when = `<!date^${seconds}^{date_short_pretty} at {time_secs}|${new Date(decided.at).toISOString()}>`;
  const quote = decided.reason ? `\n> ${escapeMrkdwn(decided.reason).replaceAll("\n", "\n> ")}` : "";
  return [
    ...postBlocks(proposed),
    section(`${verbs[decided.decision]} by <@${decided.by}>, ${when}${quote}`),
  ];
}

export function section(text: string): Block {
  return { type: "section", text: { type: "mrkdwn", text } };
}
