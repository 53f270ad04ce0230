import { sha256 } from "../platform/digest.ts";

/** The id of the meeting that a bot's action leads to. */
export async function meetingOfAction(actionId: string): Promise<string> {
  return `mtg_${(await sha256(actionId)).slice(0, 24)}`;
}
