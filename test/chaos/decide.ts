import { isObject } from "../../sandbox/json.ts";
import type { Diary } from "./diary.ts";
import type { Door } from "./door.ts";
import type { Choice } from "./plan.ts";
import { type ApprovalView, clickAnswer, type MessageView, messageList, oneApproval } from "./views.ts";

type Decision = Exclude<Choice["decision"], "none">;

const againAfterMs = 500;
/** An answered click that changes nothing for so many looks is made again: the person sees the question still there. */
const patienceLooks = 10;
const buttons = {
  asked: { approved: "approval.approve", rejected: "approval.reject", revised: "approval.revise" },
  held: { approved: "hold.release", rejected: "hold.cancel", revised: "hold.cancel" },
} as const satisfies Record<string, Record<Decision, string>>;

/** Decides through the choice's channel until the approval shows that somebody, or time, has decided. */
export async function decideAs(
  door: Door,
  diary: Diary,
  approval: ApprovalView,
  { via, afterMs }: Choice,
  decision: Decision,
): Promise<void> {
  await door.pause(afterMs);
  diary.wanted.set(approval.id, decision);
  for (let looks = patienceLooks; ; looks++) {
    if (looks >= patienceLooks) {
      diary.act();
      const answered = await (via === "api" ? post : click)(door, diary, approval, decision);
      if (answered) looks = 0;
      else diary.repeats++;
    }
    const seen = await door.read(`/api/approvals/${encodeURIComponent(approval.id)}`, oneApproval);
    if (seen.approval.status !== "pending") return;
    await door.pause(againAfterMs);
  }
}

/** Whether there was an answer. */
async function post(
  door: Door,
  diary: Diary,
  { id, digest }: ApprovalView,
  decision: Decision,
): Promise<boolean> {
  const body = { digest, decision, reason: decision === "approved" ? null : "a person of the run says no" };
  const answer = await door.api(`/api/approvals/${encodeURIComponent(id)}/decisions`, body);
  if (answer?.status === 200) diary.confirmed.set(id, decision);
  return answer !== null;
}

/** Whether the click got an answer, and the modal where there is one. */
async function click(door: Door, diary: Diary, approval: ApprovalView, decision: Decision): Promise<boolean> {
  const action_id = buttons[approval.holdUntil === null ? "asked" : "held"][decision];
  const message = await messageWith(door, action_id, approval.id);
  if (message === undefined) return false;
  const where = { user: "U0MAYA", channel: message.channel };
  const clicked = await tried(door, "/slack/_people/click", { ...where, ts: message.ts, action_id });
  if (!clicked?.ok || !action_id.startsWith("approval.") || decision === "approved")
    return clicked?.ok ?? false;
  // No modal: it was refused, or could not be opened. The approval shows which.
  if (!clicked.view) return true;
  const block = decision === "rejected" ? "reason" : "feedback";
  const submitted = await tried(door, "/slack/_people/submit", {
    user: "U0MAYA",
    view_id: clicked.view.id,
    values: { [block]: { text: "A person of the run asks for something else" } },
  });
  if (submitted?.ok) diary.confirmed.set(approval.id, decision);
  return submitted?.ok ?? false;
}

/** What a person does on a message that may have changed under their hand: then nothing has happened. */
async function tried(door: Door, path: string, body: object) {
  try {
    return await door.sandbox(path, clickAnswer, body);
  } catch (error) {
    if (error instanceof Error && error.message.includes('"status":404')) return null;
    throw error;
  }
}

async function messageWith(door: Door, action: string, approvalId: string): Promise<MessageView | undefined> {
  for (const channel of ["C0CONTENT", "C0GENERAL"]) {
    const { messages } = await door.sandbox(`/slack/_people/messages?channel=${channel}`, messageList);
    const found = messages.findLast((message) =>
      message.blocks?.some(
        ({ elements }) =>
          Array.isArray(elements) &&
          elements.some(
            (one: unknown) =>
              isObject(one) && one["action_id"] === action && String(one["value"]).includes(approvalId),
          ),
      ),
    );
    if (found) return found;
  }
  return undefined;
}
