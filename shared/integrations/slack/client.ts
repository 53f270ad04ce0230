import { z } from "zod";
import { WebClient, LogLevel, type ModalView } from "@slack/web-api";
import type { ApplyOutcome, PublishedStanding, ReconcileOutcome } from "../../domain/sending.ts";
import { type Notification, type PostedMessage, rendered } from "./message.ts";
import { type Mrkdwn, textOf } from "./mrkdwn.ts";
import { describeError, SignalboxError } from "../../platform/errors.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { answerOf, type CallOutcome, notSeen } from "../call.ts";
import { callSlack, withPatience } from "./call.ts";

/** The metadata that marks a message as the effect of an action. */
const eventType = "signalbox_action";
/** Only our own markup counts, and an address in a text fetches nothing. */
const asWritten = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;
const marker = (actionId: string) => ({ event_type: eventType, event_payload: { action_id: actionId } });

/** What speaks to Slack. Never retries by itself: steps are durable. */
export function webClient(outside: Outside, timeoutMs = 10_000): WebClient {
  return new WebClient(requireSetting(outside.settings, "SLACK_BOT_TOKEN"), {
    slackApiUrl: outside.settings.SLACK_API_URL,
    // workerd knows neither an unbound fetch nor redirect: "error".
    fetch: async (url, init) => withPatience(await outside.fetch(url, { ...init, redirect: "manual" })),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logLevel: LogLevel.ERROR,
  });
}

/** Slack's Web API (api.slack.com/methods), as far as Signalbox speaks it. Never retries by itself: steps are durable. */
export function slackClient(outside: Outside, timeoutMs = 10_000) {
  const web = webClient(outside, timeoutMs);
  return {
    post: async (message: Notification, actionId: string): Promise<ApplyOutcome<PostedMessage>> =>
      posted(
        await callSlack(outside, "write", async () => {
          const { channel, thread } = message;
          const answer = await web.chat.postMessage({
            channel,
            ...rendered(message),
            ...asWritten,
            metadata: marker(actionId),
            ...(thread === null ? {} : { thread_ts: thread }),
          });
          return { ts: answer.ts ?? "", channel };
        }),
      ),

    update: async (
      message: Notification,
      ts: string,
      actionId: string,
    ): Promise<ApplyOutcome<PostedMessage>> =>
      posted(
        await callSlack(outside, "write", async () => {
          const { channel } = message;
          const { parse, link_names } = asWritten;
          const metadata = marker(actionId);
          await web.chat.update({ channel, ts, ...rendered(message), parse, link_names, metadata });
          return { ts, channel };
        }),
      ),

    /** Looks through the thread for the message that an action left. */
    find: async (
      { channel, thread }: Notification,
      actionId: string,
    ): Promise<ReconcileOutcome<PostedMessage>> => {
      let cursor: string | undefined;
      do {
        const where = { channel, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
        const page = await callSlack(outside, "read", async () =>
          thread === null
            ? web.conversations.history(where)
            : web.conversations.replies({ ...where, ts: thread }),
        );
        if (page.kind !== "answered") return notSeen(page);
        const found = page.value.messages?.find((message) => isMarked(message.metadata, actionId));
        if (found?.ts) return { kind: "found", result: { ts: found.ts, channel } };
        cursor = page.value.response_metadata?.next_cursor;
      } while (cursor);
      return { kind: "absent" };
    },

    /** Whether a message still stands that nobody but us can edit: others can only delete it. */
    standing: async ({ channel, ts }: PostedMessage, thread: string | null): Promise<PublishedStanding> => {
      const one = { channel, oldest: ts, latest: ts, inclusive: true };
      // A thread's page begins with its root.
      const page = await callSlack(outside, "read", async () =>
        thread === null
          ? web.conversations.history({ ...one, limit: 1 })
          : web.conversations.replies({ ...one, ts: thread, limit: 2 }),
      );
      if (page.kind !== "answered") return { kind: "unclear", error: page.error };
      const stands = page.value.messages?.some((message) => message.ts === ts) ?? false;
      return { kind: stands ? "stands" : "gone" };
    },

    /** What was said in a thread, oldest first, at most 100 messages. @throws SignalboxError `unavailable` when it can't be read. */
    said: async (channel: string, thread: string): Promise<{ user: string; text: string }[]> => {
      const page = await callSlack(outside, "read", async () =>
        web.conversations.replies({ channel, ts: thread, limit: 100 }),
      );
      return (answerOf(page).messages ?? []).map(({ user, text }) => ({
        user: user ?? "",
        text: text ?? "",
      }));
    },

    /** Opens a modal; the trigger lives three seconds. */
    openModal: async (triggerId: string, view: ModalView): Promise<void> => {
      await answered(web.views.open({ trigger_id: triggerId, view }));
    },

    /** Says something that only one person sees. */
    whisper: async (
      channel: string,
      thread: string | undefined,
      user: string,
      words: Mrkdwn,
    ): Promise<void> => {
      const { parse, link_names } = asWritten;
      const where = { channel, user, ...(thread ? { thread_ts: thread } : {}) };
      await answered(web.chat.postEphemeral({ ...where, text: textOf(words), parse, link_names }));
    },
  };
}

async function answered(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    throw new SignalboxError("unavailable", `Slack: ${describeError(error)}`, { cause: error });
  }
}

const marked = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({ action_id: z.string() }),
});

function isMarked(metadata: unknown, actionId: string): boolean {
  return marked.safeParse(metadata).data?.event_payload.action_id === actionId;
}

/** A message that Slack has taken, as an effect. */
function posted(outcome: CallOutcome<PostedMessage>): ApplyOutcome<PostedMessage> {
  return outcome.kind === "answered" ? { kind: "applied", result: outcome.value } : outcome;
}
