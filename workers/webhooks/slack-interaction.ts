import { z } from "zod";
import type { Decision } from "../../shared/domain/approval.ts";
import { actorOfSlack } from "../../shared/domain/actor.ts";
import { describeStop } from "../../shared/domain/stop.ts";
import { approvalById } from "../../shared/db/approvals.ts";
import {
  approvalButtons,
  bundleButtons,
  reasonModal,
  reasonModals,
} from "../../shared/integrations/slack/approval-message.ts";
import { slackClient } from "../../shared/integrations/slack/client.ts";
import { effectButtons } from "../../shared/integrations/slack/effect-message.ts";
import {
  approvalReference,
  type BundleModalReference,
  bundleModalReference,
  bundleReference,
  type BlockActions,
  effectReference,
  type interaction,
  type ModalReference,
  modalReference,
  type ViewSubmission,
} from "../../shared/integrations/slack/schema.ts";
import { type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { inBackground } from "../../shared/platform/background.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { log } from "../../shared/platform/log.ts";
import { problemsOf } from "../../shared/platform/problems.ts";
import { bundleDigest } from "../../shared/domain/bundle-digest.ts";
import { openIn } from "../../shared/spine/bundle.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { decideBundle } from "../../shared/spine/decide-bundle.ts";
import { decide, decideAndSee, mayDecide } from "../../shared/spine/decide.ts";
import { questionOf, whyNotTheQuestion } from "../../shared/spine/question-message.ts";
import { resolveEffect } from "../../shared/spine/resolve-effect.ts";
import { didNotCount } from "./command-table.ts";

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
  if (refusal !== null) whisperSoon(spine, click, didNotCount(refusal));
  return new Response(null, { status: 200 });
}

/** Tells whoever clicked, after the answer: what is recorded stays so, whether they can be told or not. */
function whisperSoon(spine: Spine, { channel, container, user }: BlockActions, text: Mrkdwn): void {
  inBackground("whisper", {}, async () =>
    slackClient(spine).whisper(channel.id, container.thread_ts, user.id, text),
  );
}

/** What a button does; links are buttons too, and need nothing. Returns why it didn't count. */
async function onButton(
  spine: Spine,
  click: BlockActions,
  actionId: string,
  value: string,
): Promise<string | null> {
  const by = actorOfSlack(spine.settings.PEOPLE, click.user.id);
  const message = { channel: click.channel.id, ts: click.container.message_ts };
  const resolution = effectButtons.get(actionId);
  if (resolution !== undefined) {
    const effect = parseReference(effectReference, value);
    return resolveEffect(spine, { actionId: effect.actionId, resolution, by, channel: "slack", message });
  }
  const together = bundleButtons.get(actionId);
  if (together !== undefined) {
    const bundle = { ...parseReference(bundleReference, value), message };
    return onBundleButton(spine, click, together, bundle, by);
  }
  const button = approvalButtons.get(actionId);
  if (button === undefined) return null;
  const reference = { ...parseReference(approvalReference, value), message };
  if (button.asksWhy) return askForReason(spine, click, reference, button.decision, by);
  const { decision } = button;
  const { outcome, stop } = await decideAndSee(spine, {
    ...reference,
    decision,
    by,
    channel: "slack",
    reason: null,
  });
  if (outcome.kind === "refused") return outcome.reason;
  // While it is stopped a yes counts and nothing follows from it yet, not even a change of the question: so it is said.
  if (stop !== null)
    whisperSoon(spine, click, mrkdwn`:octagonal_sign: It counts, and waits: ${describeStop(stop)}.`);
  return null;
}

/** Slack waits three seconds for the door's answer, and a modal's trigger lives no longer. */
const modalTimeoutMs = 2500;

/** Opens the modal for the words, unless the decision would be refused anyway: then the refusal is recorded at once. */
async function askForReason(
  spine: Spine,
  click: BlockActions,
  reference: ModalReference,
  decision: Decision,
  by: string,
): Promise<string | null> {
  const { approvalId, digest, message } = reference;
  const found = await approvalById(spine.db, approvalId);
  const open = found?.approval.status === "pending" && found.approval.digest === digest;
  if (!found || !open || !mayDecide(spine, found.approval, by))
    return decideOn(spine, reference, decision, by, null);
  if ((await whyNotTheQuestion(spine, questionOf(found.approval), message)) !== null)
    return decideOn(spine, reference, decision, by, null);
  return openModal(spine, click, reasonModal(decision, reference), found.approval.taskId);
}

/** What a click decides that is for all that waits together. Returns why it didn't count, for one or for all of them. */
async function onBundleButton(
  spine: Spine,
  click: BlockActions,
  { decision, asksWhy }: { decision: Decision; asksWhy: boolean },
  reference: BundleModalReference,
  by: string,
): Promise<string | null> {
  if (!asksWhy) return decideOnBundle(spine, reference, decision, by, null);
  const open = await openIn(spine.db, reference.bundle);
  const [first] = open;
  const mine = first !== undefined && mayDecide(spine, first, by);
  if (!mine || (await bundleDigest(open)) !== reference.bundleDigest)
    return decideOnBundle(spine, reference, decision, by, null);
  if ((await whyNotTheQuestion(spine, questionOf(first), reference.message)) !== null)
    return decideOnBundle(spine, reference, decision, by, null);
  return openModal(spine, click, reasonModal(decision, reference), first.taskId);
}

async function openModal(
  spine: Spine,
  click: BlockActions,
  modal: ReturnType<typeof reasonModal>,
  taskId: string,
): Promise<string | null> {
  try {
    await slackClient(spine, modalTimeoutMs).openModal(click.trigger_id, modal);
    return null;
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.warn("slack.modal_not_opened", { taskId, code: error.code, reason: error.message });
    return "the form for your words could not be opened; click once more";
  }
}

async function onSubmit(spine: Spine, { user, view }: ViewSubmission): Promise<Response> {
  const modal = reasonModals.find((one) => one.callbackId === view.callback_id);
  if (!modal) throw new SignalboxError("bad_request", `there is no modal ${view.callback_id}`);
  const words = view.state.values[modal.blockId]?.["text"]?.value ?? "";
  const by = actorOfSlack(spine.settings.PEOPLE, user.id);
  const reference = parseReference(z.union([modalReference, bundleModalReference]), view.private_metadata);
  const refusal =
    "bundle" in reference
      ? await decideOnBundle(spine, reference, modal.decision, by, words.trim())
      : await decideOn(spine, reference, modal.decision, by, words.trim());
  if (refusal === null) return new Response(null, { status: 200 });
  return Response.json({
    response_action: "errors",
    errors: { [modal.blockId]: `That did not count: ${refusal}.` },
  });
}

async function decideOn(
  spine: Spine,
  reference: ModalReference,
  decision: Decision,
  by: string,
  reason: string | null,
): Promise<string | null> {
  const outcome = await decide(spine, { ...reference, decision, by, channel: "slack", reason });
  return outcome.kind === "refused" ? outcome.reason : null;
}

/** Each is decided for itself: what doesn't count is told, whatever became of the others. */
async function decideOnBundle(
  spine: Spine,
  { bundle, bundleDigest: digest, message }: BundleModalReference,
  decision: Decision,
  by: string,
  reason: string | null,
): Promise<string | null> {
  const request = { bundle, digest, message, decision, by, channel: "slack", reason } as const;
  const outcome = await decideBundle(spine, request);
  if (outcome.kind === "refused") return outcome.reason;
  const refused = outcome.results.flatMap((one) => (one.kind === "refused" ? [one.reason] : []));
  if (refused.length === 0) return null;
  const counted = outcome.results.length - refused.length;
  const which = counted === 0 ? "" : `${refused.length} of ${outcome.results.length}: `;
  return `${which}${[...new Set(refused)].join("; ")}`;
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
      `the button carries no reference: ${problemsOf(reference.error)}`,
    );
  return reference.data;
}
