import { z } from "zod";
import { threadsProblems } from "../domain/threads-text.ts";
import type { ApplyOutcome } from "../domain/sending.ts";
import { type ThreadsClient, threadsClient } from "../integrations/threads/client.ts";
import { type CallOutcome, notSeen } from "../integrations/call.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { withToken } from "../spine/connections.ts";
import type { Ground } from "../spine/ground.ts";
import { postFields } from "./post-fields.ts";
import { dueAt } from "./publish-at.ts";
import { quoted } from "./quoted.ts";
import { mediaNotFound } from "../integrations/threads/schema.ts";
import { containerOf, waitForContainer } from "./threads-container.ts";
import { findThread, shownThread } from "./threads-found.ts";

const threadsPostSchema = z
  .strictObject({ ...postFields, text: z.string() })
  .superRefine(({ text, link }, context) => {
    for (const message of threadsProblems(text, link))
      context.addIssue({ code: "custom", path: ["text"], message });
  });
export type ThreadsPost = z.infer<typeof threadsPostSchema>;

const publishedOnThreads = z.object({ postId: z.string(), url: z.string() });
export type PublishedOnThreads = z.infer<typeof publishedOnThreads>;

/** A profile may publish 250 posts in 24 hours; a full one is looked at again after a while, milliseconds. */
const fullMs = 15 * 60_000;
/** Making a container publishes nothing, so that a lost answer is only a "later", milliseconds. */
const againMs = 2000;

/**
 * A post on Threads, of the account that is connected. It is made as a container that nobody sees, and publishing that container
 * is what may happen once: as long as it is kept, nothing is sent a second time. Threads has no key of ours to look for.
 */
export const threadsPost: ActionKindModule<"threads_post", ThreadsPost, PublishedOnThreads> = {
  kind: "threads_post",
  schema: threadsPostSchema,
  result: publishedOnThreads,
  service: "threads",
  target: ({ draftId }) => `threads:${draftId}`,
  preview: (post) => ({ title: "Post on Threads", body: quoted(post) }),
  dueAt,
  wording: ["text"],

  apply: async (ground, { payload }): Promise<ApplyOutcome<PublishedOnThreads>> => {
    const left = await asAccount(ground, (threads) => threads.left());
    if (left.kind !== "answered") return left;
    if (left.value <= 0)
      return {
        kind: "not_applied",
        error: "the profile has published as many posts as it may in 24 hours",
        afterMs: fullMs,
      };
    const made = await asAccount(ground, (threads) => threads.contain(payload));
    if (made.kind === "lost") return { kind: "not_applied", error: made.error, afterMs: againMs };
    return made.kind === "answered" ? waitForContainer({ container: made.value, looks: 0 }) : made;
  },

  check: async (ground, action): Promise<ApplyOutcome<PublishedOnThreads>> => {
    const at = containerOf(action);
    if (at === null) return { kind: "lost", error: "its container is not known" };
    const seen = await asAccount(ground, (threads) => threads.container(at.container));
    if (seen.kind !== "answered") return seen;
    switch (seen.value.status) {
      case "IN_PROGRESS":
        return waitForContainer(at);
      case "EXPIRED":
        // Looking for it finds the same, and that it may be made anew.
        return { kind: "lost", error: "its container has expired unpublished" };
      case "ERROR":
        return {
          kind: "refused",
          error: `Threads could not make it: ${seen.value.error_message ?? "no reason"}`,
        };
      case "PUBLISHED":
        return foundOrLost(await asAccount(ground, (threads) => findThread(threads, action)));
      case "FINISHED":
        break;
    }
    const published = await asAccount(ground, (threads) => threads.publish(at.container));
    if (published.kind === "refused" && published.code === mediaNotFound) return waitForContainer(at);
    if (published.kind !== "answered") return published;
    return foundOrLost(await asAccount(ground, (threads) => shownThread(threads, published.value)));
  },

  reconcile: async (ground, action) => {
    const at = containerOf(action);
    // Publishing needs the container, which is kept before: without one nothing was published.
    if (at === null) return { kind: "absent" };
    const seen = await asAccount(ground, (threads) => threads.container(at.container));
    if (seen.kind !== "answered") return notSeen(seen);
    if (seen.value.status === "EXPIRED") return { kind: "absent" };
    // The same container again: Threads publishes it once.
    if (seen.value.status !== "PUBLISHED") return waitForContainer(at);
    const found = await asAccount(ground, (threads) => findThread(threads, action));
    return found.kind === "answered" ? { kind: "found", result: found.value } : notSeen(found);
  },

  standing: async (ground, { payload }, { postId }) => {
    const seen = await asAccount(ground, (threads) => threads.thread(postId));
    if (seen.kind !== "answered") return { kind: "unclear", error: seen.error };
    if (seen.value === null) return { kind: "gone" };
    return { kind: seen.value.text.trim() === payload.text.trim() ? "stands" : "edited" };
  },
};

async function asAccount<T>(
  ground: Ground,
  call: (threads: ThreadsClient) => Promise<CallOutcome<T>>,
): Promise<CallOutcome<T>> {
  return withToken(ground, "threads", async (access) => call(threadsClient(ground, access)));
}

/** It was published: whatever keeps it from being seen is no reason to say that it wasn't. */
function foundOrLost(seen: CallOutcome<PublishedOnThreads>): ApplyOutcome<PublishedOnThreads> {
  return seen.kind === "answered"
    ? { kind: "applied", result: seen.value }
    : { kind: "lost", error: `it can't be read back: ${seen.error}` };
}
