import type { FixRow } from "../db/fixes.ts";
import { cut } from "../platform/cut.ts";
import { SignalboxError } from "../platform/errors.ts";
import { codeSpan, escapeLine } from "../platform/escape-markdown.ts";
import { log } from "../platform/log.ts";
import { act } from "../spine/act.ts";
import type { ApprovalRow } from "../spine/change-approval.ts";
import type { Spine } from "../spine/context.ts";
import type { Offered } from "../spine/job.ts";
import { shortKey } from "../spine/spawn-errand.ts";
import type { PullRequestEvent } from "./pull-request-event.ts";

/** Says on the pull request why a comment did not count, and what waits now. Not getting through changes nothing. */
export async function tellWriter(
  spine: Spine,
  { id, body }: Offered<PullRequestEvent>,
  { taskId, repository, pullRequest }: FixRow,
  why: string,
  open: readonly Pick<ApprovalRow, "digest" | "kind">[] = [],
): Promise<void> {
  const number = pullRequest ?? body.number;
  if (number === null) return;
  const now = open.map(({ kind, digest }) => `${kind}, digest ${codeSpan(digest.slice(0, 12))}`).join("; ");
  const words = `That did not count: ${escapeLine(cut(why, 1000))}.${now === "" ? "" : ` What waits now: ${now}.`}`;
  try {
    await act(spine, {
      taskId,
      key: `refused-${await shortKey(id)}`,
      kind: "github_comment",
      payload: { repository: repository ?? body.repository, number, body: words },
      provenance: "internal",
      revision: 1,
    });
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    log.warn("comment.not_answered", { taskId, signalId: id, code: error.code, reason: error.message });
  }
}
