import { z } from "zod";
import type { Decision } from "../../shared/domain/approval.ts";
import { actorOfSlack } from "../../shared/domain/actor.ts";
import { approvalById } from "../../shared/db/approvals.ts";
import {
  approvalButtons,
  reasonModal,
  reasonModals,
} from "../../shared/integrations/slack/approval-message.ts";
import { slackClient } from "../../shared/integrations/slack/client.ts";
import { effectButtons } from "../../shared/integrations/slack/effect-message.ts";
import {
  type ApprovalReference,
  approvalReference,
  type BlockActions,
  effectReference,
  type interaction,
  type ViewSubmission,
} from "../../shared/integrations/slack/schema.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { decide, mayDecide } from "../../shared/spine/decide.ts";
import { didNotCount } from "./command-table.ts";
import { resolveEffect } from "../../shared/spine/resolve-effect.ts";

/** A button or a modal. Empty 200: seen; the message itself is updated when the decision is recorded. */
export async function onSlackInteraction(
  spine: Spine,
  request: z.infer<typeof interaction>,
): Promise<Response> {
  return request.type === "block_actions" ? onClick(spine, request) : onSubmit(spine, request);
}

async function onClick(spine: Spine, click: BlockActions): Promise<Response> {
  const [action] = click.actions;
  const refusal = action ? await onButton(spine, click, action.action_id, action.value ?? "") : null;
  if (refusal !== null) {
    await slackClient(spine).whisper(
      click.channel.id,
      click.container.thread_ts,
      click.user.id,
      didNotCount(refusal),
    );
  }
  return new Response(null, { status: 200 });
}

/** What a button does; links are buttons too, and need nothing. Returns why it didn't count. */
async function onButton(
  spine: Spine,
  click: BlockActions,
  actionId: string,
  value: string,
): Promise<string | null> {
  const by = actorOfSlack(spine.settings.PEOPLE, click.user.id);
  const resolution = effectButtons.get(actionId);
  if (resolution !== undefined) {
    const effect = parseReference(effectReference, value);
    return resolveEffect(spine, { actionId: effect.actionId, resolution, by, channel: "slack" });
  }
  const button = approvalButtons.get(actionId);
  if (button === undefined) return null;
  const reference = parseReference(approvalReference, value);
  return button.asksWhy
    ? askForReason(spine, reference, button.decision, by, click.trigger_id)
    : decideOn(spine, reference, button.decision, by, null);
}

/** Opens the modal for the words, unless the decision would be refused anyway: then the refusal is recorded at once. */
async function askForReason(
  spine: Spine,
  reference: ApprovalReference,
  decision: Decision,
  by: string,
  triggerId: string,
): Promise<string | null> {
  const found = await approvalById(spine.db, reference.approvalId);
  const open = found?.approval.status === "pending" && found.approval.digest === reference.digest;
  if (!found || !open || !mayDecide(spine, found.approval, by))
    return decideOn(spine, reference, decision, by, null);
  await slackClient(spine).openModal(triggerId, reasonModal(decision, reference));
  return null;
}

async function onSubmit(spine: Spine, { user, view }: ViewSubmission): Promise<Response> {
  const modal = reasonModals.find((one) => one.callbackId === view.callback_id);
  if (!modal) throw new SignalboxError("bad_request", `there is no modal ${view.callback_id}`);
  const words = view.state.values[modal.blockId]?.["text"]?.value ?? "";
  const refusal = await decideOn(
    spine,
    parseReference(approvalReference, view.private_metadata),
    modal.decision,
    actorOfSlack(spine.settings.PEOPLE, user.id),
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
  return outcome.kind === "refused" ? outcome.reason : null;
}

function parseReference<T>(schema: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SignalboxError("bad_request", "the button carries no reference", { cause: error });
  }
  const reference = schema.safeParse(value);
  if (!reference.success)
    throw new SignalboxError(
      "bad_request",
      `the button carries no reference: ${z.prettifyError(reference.error)}`,
    );
  return reference.data;
}
