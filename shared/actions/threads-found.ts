import type { CallOutcome } from "../integrations/call.ts";
import type { ThreadsClient } from "../integrations/threads/client.ts";
import type { Thread } from "../integrations/threads/schema.ts";
import type { ApprovedAction } from "../spine/action-kind.ts";

/** Clocks differ by so much at most, milliseconds. */
const clocksDifferMs = 60_000;

interface Shown {
  postId: string;
  url: string;
}

/** A post by its id, as everybody sees it. */
export async function shownThread(threads: ThreadsClient, id: string): Promise<CallOutcome<Shown>> {
  const seen = await threads.thread(id);
  if (seen.kind !== "answered") return seen;
  return seen.value === null
    ? { kind: "refused", error: "Threads has published it and doesn't show it" }
    : { kind: "answered", value: resultOf(seen.value) };
}

/** The one post of the account with exactly the action's text since the action was first sent. */
export async function findThread(
  threads: ThreadsClient,
  { payload, firstSentAt }: Pick<ApprovedAction<{ text: string }>, "payload" | "firstSentAt">,
): Promise<CallOutcome<Shown>> {
  const recent = await threads.since((firstSentAt ?? 0) - clocksDifferMs);
  if (recent.kind !== "answered") return recent;
  const same = recent.value.filter(({ text }) => text.trim() === payload.text.trim());
  const [one] = same;
  if (one === undefined)
    return { kind: "refused", error: "Threads says that it was published, and lists no such post" };
  return same.length === 1
    ? { kind: "answered", value: resultOf(one) }
    : { kind: "refused", error: `Threads lists ${same.length} posts with these words` };
}

function resultOf({ id, permalink }: Thread): Shown {
  return { postId: id, url: permalink };
}
