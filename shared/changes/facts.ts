import type { FactSpecs } from "../domain/ledger.ts";

/** What happens to a change of code on its way, whichever job makes it. */
export const changeFacts = {
  "comment.received": { status: null },
  "pull_request.ready": { status: "waiting_merge" },
  "pull_request.merged": { status: "working" },
  "pull_request.closed": { status: "working" },
  "checks.finished": { status: null },
} as const satisfies FactSpecs;

type ChangeFacts = typeof changeFacts;

declare module "../domain/ledger.ts" {
  interface FactTypes extends ChangeFacts {}
}
