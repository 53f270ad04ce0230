import { eq } from "drizzle-orm";
import { z } from "zod";
import { approvals } from "../../shared/db/schema.ts";
import { type Decision, ruleOn } from "../../shared/domain/approval.ts";
import { slackClient } from "../../shared/integrations/slack/client.ts";
import {
  type ApprovalReference,
  approvalReference,
  type BlockActions,
  type interaction,
  type ViewSubmission,
} from "../../shared/integrations/slack/schema.ts";
import { approvalButtons, reasonModal, reasonModals } from "../../shared/integrations/slack/approval-view.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { decide } from "../../shared/spine/decide.ts";

/** A button or a modal. Empty 200: seen; the message itself is updated when the decision is recorded. */
export async function onSlackInteraction(
  spine: Spine,
  request: z.infer<typeof interaction>,
): Promise<Response> {
  return request.type === "block_actions" ? onClick(spine, request) : onSubmit(spine, request);
}

async function onClick(spine: Spine, click: BlockActions): Promise<Response> {
  const [action] = click.actions;
  const decision = approvalButtons.get(action?.action_id ?? "");
  // Links are buttons too, and need no answer.
  if (!action || !decision) return new Response(null, { status: 200 });
  const reference = parseReference(action.value ?? "");
  const refusal = await (decision === "approved"
    ? decideOn(spine, reference, decision, click.user.id, null)
    : askForReason(spine, reference, decision, click));
  if (refusal !== null) {
    const thread = click.container.thread_ts;
    await slackClient(spine).whisper(
      click.channel.id,
      thread,
      click.user.id,
      `:no_entry: That did not count: ${refusal}.`,
    );
  }
  return new Response(null, { status: 200 });
}

/** Opens the modal for the words, unless the decision would be refused anyway: then the refusal is recorded at once. */
async function askForReason(
  spine: Spine,
  reference: ApprovalReference,
  decision: Decision,
  click: BlockActions,
): Promise<string | null> {
  const approval =
    (await spine.db.select().from(approvals).where(eq(approvals.id, reference.approvalId)).get()) ?? null;
  const request = {
    ...reference,
    decision,
    by: click.user.id,
    channel: "slack" as const,
    reason: "asked for in the modal",
  };
  if (ruleOn(request, approval, spine.settings.SLACK_APPROVERS).kind === "refused") {
    return decideOn(spine, reference, decision, click.user.id, null);
  }
  await slackClient(spine).openModal(click.trigger_id, reasonModal(decision, reference));
  return null;
}

async function onSubmit(spine: Spine, { user, view }: ViewSubmission): Promise<Response> {
  const modal = reasonModals.find((one) => one.callbackId === view.callback_id);
  if (!modal) throw new SignalboxError("bad_request", `there is no modal ${view.callback_id}`);
  const words = view.state.values[modal.blockId]?.["text"]?.value ?? "";
  const refusal = await decideOn(
    spine,
    parseReference(view.private_metadata),
    modal.decision,
    user.id,
    words.trim(),
  );
  if (refusal === null) return new Response(null, { status: 200 });
  return Response.json({
    response_action: "errors",
    errors: { [modal.blockId]: `That did not count: ${refusal}.` },
  });
}

async function decideOn(
  spine: Spine,
  { approvalId, digest }: ApprovalReference,
  decision: Decision,
  by: string,
  reason: string | null,
): Promise<string | null> {
  const outcome = await decide(spine, { approvalId, digest, decision, by, channel: "slack", reason });
  return outcome.kind === "decided" ? null : outcome.reason;
}

function parseReference(text: string): ApprovalReference {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SignalboxError("bad_request", "the button carries no approval", { cause: error });
  }
  const reference = approvalReference.safeParse(value);
  if (!reference.success)
    throw new SignalboxError(
      "bad_request",
      `the button carries no approval: ${z.prettifyError(reference.error)}`,
    );
  return reference.data;
}
