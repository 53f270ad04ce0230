import { z } from "zod";
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  LogLevel,
  type ModalView,
} from "@slack/web-api";
import type { ApplyOutcome, PublishedStanding, ReconcileOutcome } from "../../domain/sending.ts";
import { type Notification, type PostedMessage, rendered } from "./message.ts";
import { type Mrkdwn, textOf } from "./mrkdwn.ts";
import { refused } from "./refusal.ts";
import { describeError, SignalboxError } from "../../platform/errors.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";
import { cappedPatience } from "../../platform/retry-after.ts";

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
    fetch: (url, init) => outside.fetch(url, { ...init, redirect: "manual" }),
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
      outcomeOf(async () => {
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

    update: async (
      message: Notification,
      ts: string,
      actionId: string,
    ): Promise<ApplyOutcome<PostedMessage>> =>
      outcomeOf(async () => {
        const { channel } = message;
        const { parse, link_names } = asWritten;
        const metadata = marker(actionId);
        await web.chat.update({ channel, ts, ...rendered(message), parse, link_names, metadata });
        return { ts, channel };
      }),

    /** Looks through the thread for the message that an action left. */
    find: async (
      { channel, thread }: Notification,
      actionId: string,
    ): Promise<ReconcileOutcome<PostedMessage>> => {
      try {
        let cursor: string | undefined;
        do {
          const where = { channel, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
          const page =
            thread === null
              ? await web.conversations.history(where)
              : await web.conversations.replies({ ...where, ts: thread });
          const found = page.messages?.find((message) => isMarked(message.metadata, actionId));
          if (found?.ts) return { kind: "found", result: { ts: found.ts, channel } };
          cursor = page.response_metadata?.next_cursor;
        } while (cursor);
        return { kind: "absent" };
      } catch (error) {
        return { kind: "unclear", error: describeError(error) };
      }
    },

    /** Whether a message still stands that nobody but us can edit: others can only delete it. */
    standing: async ({ channel, ts }: PostedMessage, thread: string | null): Promise<PublishedStanding> => {
      try {
        const one = { channel, oldest: ts, latest: ts, inclusive: true };
        // A thread's page begins with its root.
        const page =
          thread === null
            ? await web.conversations.history({ ...one, limit: 1 })
            : await web.conversations.replies({ ...one, ts: thread, limit: 2 });
        const stands = page.messages?.some((message) => message.ts === ts) ?? false;
        return { kind: stands ? "stands" : "gone" };
      } catch (error) {
        return { kind: "unclear", error: describeError(error) };
      }
    },

    /** What was said in a thread, oldest first, at most 100 messages. @throws SignalboxError `unavailable` when it can't be read. */
    said: async (channel: string, thread: string): Promise<{ user: string; text: string }[]> => {
      try {
        const page = await web.conversations.replies({ channel, ts: thread, limit: 100 });
        return (page.messages ?? []).map(({ user, text }) => ({ user: user ?? "", text: text ?? "" }));
      } catch (error) {
        throw new SignalboxError("unavailable", `Slack: ${describeError(error)}`, { cause: error });
      }
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

/** Slack's errors that leave open whether a part was done (docs.slack.dev/reference/methods/chat.postMessage#errors). */
const mayHaveHappened: ReadonlySet<string> = new Set([
  "internal_error",
  "fatal_error",
  "request_timeout",
  "service_unavailable",
]);

/** The SDK takes the page of something between for an error too: Slack's own have a name. */
const isRefusal = (error: string): boolean => /^[a-z][a-z0-9_]*$/.test(error) && !mayHaveHappened.has(error);

/** A status that refuses, with JSON under it, which the SDK has read: the page of something between is a text. */
const isRefusalBy = ({ statusCode, body }: WebAPIHTTPError): boolean =>
  statusCode >= 400 && statusCode < 500 && typeof body === "object";

/** Tells a refusal, a "later" and a lost answer apart: only the last may have happened. */
async function outcomeOf(call: () => Promise<PostedMessage>): Promise<ApplyOutcome<PostedMessage>> {
  try {
    return { kind: "applied", result: await call() };
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) {
      return {
        kind: "not_applied",
        error: "Slack is rate limiting",
        afterMs: cappedPatience(error.retryAfter * 1000),
      };
    }
    if (error instanceof WebAPIHTTPError && isRefusalBy(error))
      return { kind: "refused", error: `Slack answered ${error.statusCode}` };
    if (error instanceof WebAPIPlatformError && isRefusal(error.data.error)) {
      return { kind: "refused", error: refused(error.data.error) };
    }
    return { kind: "lost", error: describeError(error) };
  }
}
