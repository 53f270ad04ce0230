import { env } from "cloudflare:workers";
import { gatedServices } from "../../../shared/domain/service.ts";
import { changeApproval } from "../../../shared/spine/change-approval.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { perform } from "../../../shared/spine/perform.ts";
import { proposeOne, spine, spineAt } from "./spine.ts";

/** Proposes an action and sees to it that it may happen. */
export async function allowed(kind: string, payload: object): Promise<string> {
  const one = await proposeOne({ kind, payload });
  if (one.approval !== null) {
    const { id, holdUntil } = one.approval;
    const outcome =
      holdUntil === null
        ? await decide(spine, {
            approvalId: id,
            digest: one.digest,
            decision: "approved",
            by: "maya",
            channel: "api",
            reason: null,
          })
        : await changeApproval(spineAt(holdUntil - Date.now() + 1), id, { kind: "release" });
    if (outcome.kind === "refused") throw new Error(`${kind} was not allowed: ${JSON.stringify(outcome)}`);
  }
  return one.actionId;
}

/** Performs as a durable step would: again and again, later each time, until there is an end. */
export async function performed(actionId: string, at = spineAt): Promise<string> {
  return (await outcomeOf(actionId, at)).kind;
}

/** The same, with what is to be said of it. */
export async function outcomeOf(
  actionId: string,
  at = spineAt,
): Promise<Awaited<ReturnType<typeof perform>>> {
  await openDoors();
  let outcome = await perform(at(0), actionId);
  for (let n = 1; n < 8 && (outcome.kind === "retry" || outcome.kind === "wait"); n++) {
    await openDoors();
    outcome = await perform(at(n * 31_000), actionId);
  }
  return outcome;
}

/** The doors' clocks are real ones: what time does for an attempt, it does for them too. */
async function openDoors(): Promise<void> {
  for (const service of gatedServices) await env.SERVICE_GATE.getByName(service).reopen();
}
