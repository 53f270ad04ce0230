import type { Mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { clashFacts } from "../../shared/jobs/editorial/clashes/clash-words.ts";
import { type Clash, clashesOf } from "../../shared/jobs/editorial/clashes/clashes.ts";
import type { Piece, SealedOutlet } from "../../shared/jobs/editorial/outlets/outlet.ts";
import { publishingOf } from "../../shared/jobs/editorial/rules.ts";
import { timeFacts } from "../../shared/jobs/editorial/time-pieces.ts";
import type { DurableRun } from "../durable-run.ts";

/**
 * When a piece goes out, what it gets in the way of there, and whether it has been said before.
 * @param known the clashes of exactly this, read a moment ago; null: they are looked for.
 */
export async function pointedOut(
  { spine, project, taskId }: DurableRun,
  { kind }: SealedOutlet,
  piece: Piece,
  known: Clash[] | null,
): Promise<Mrkdwn[]> {
  const clashes = known ?? (await clashesOf(spine, { taskId, project, kind, payload: piece.payload }));
  return [...timeFacts(piece, publishingOf(spine.settings.RULES, project).timeZone), ...clashFacts(clashes)];
}
