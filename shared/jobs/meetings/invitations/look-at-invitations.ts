import { dueInvitations } from "../../../db/invitations.ts";
import type { Spine } from "../../../spine/context.ts";
import { seeToBots } from "./see-to-bots.ts";

const atOnce = 10;

/** Every minute: series whose next meeting has come near enough. */
export async function lookAtInvitations(spine: Spine): Promise<number> {
  const due = await dueInvitations(spine.db, spine.now(), atOnce);
  for (const uid of due) await seeToBots(spine, uid);
  return due.length;
}
