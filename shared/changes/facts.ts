import type { FactSpecs } from "../domain/ledger.ts";

/** What happens to a change of code on its way, whichever job makes it. */
export const changeFacts = {
  "comment.received": { status: null },
  "pull_request.ready": { status: "waiting_merge" },
  "pull_request.merged": { status: "working" },
  "pull_request.closed": { status: "working" },
  "checks.finished": { status: null },
  /** A reviewer wants something changed on a pull request that is ready. */
  "revision.requested": { status: null },
  /** A round of these is over: with a commit, or with why there is none. */
  "revision.answered": { status: "waiting_merge" },
} as const satisfies FactSpecs;

type ChangeFacts = typeof changeFacts;

declare module "../domain/ledger.ts" {
  interface FactTypes extends ChangeFacts {}
}
