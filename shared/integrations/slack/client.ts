import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  LogLevel,
  type ModalView,
} from "@slack/web-api";
import type { ApplyOutcome, ReconcileOutcome } from "../../domain/sending.ts";
import type { Notification, PostedMessage } from "./message.ts";
import { describeError, SignalboxError } from "../../platform/errors.ts";
import { type Outside, requireSetting } from "../../platform/config.ts";

/** The metadata that marks a message as the effect of an action. */
const eventType = "signalbox_action";
const marker = (actionId: string) => ({ event_type: eventType, event_payload: { action_id: actionId } });

/** Slack's Web API (api.slack.com/methods), as far as Signalbox speaks it. Never retries by itself: steps are durable. */
export function slackClient(outside: Outside, timeoutMs = 10_000) {
  const web = new WebClient(requireSetting(outside.settings, "SLACK_BOT_TOKEN"), {
    slackApiUrl: outside.settings.SLACK_API_URL,
    // workerd knows neither an unbound fetch nor redirect: "error".
    fetch: (url, init) => outside.fetch(url, { ...init, redirect: "manual" }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logLevel: LogLevel.ERROR,
  });

  return {
    post: async (
      { channel, thread, text, blocks }: Notification,
      actionId: string,
    ): Promise<ApplyOutcome<PostedMessage>> =>
      outcomeOf(async () => {
        const answer = await web.chat.postMessage({
          channel,
          text,
          blocks,
          metadata: marker(actionId),
          ...(thread === null ? {} : { thread_ts: thread }),
        });
        return { ts: answer.ts ?? "", channel };
      }),

    update: async (
      { channel, text, blocks }: Notification,
      ts: string,
      actionId: string,
    ): Promise<ApplyOutcome<PostedMessage>> =>
      outcomeOf(async () => {
        await web.chat.update({ channel, ts, text, blocks, metadata: marker(actionId) });
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

    /** Opens a modal; the trigger lives three seconds. */
    openModal: async (triggerId: string, view: ModalView): Promise<void> => {
      await answered(web.views.open({ trigger_id: triggerId, view }));
    },

    /** Says something that only one person sees. */
    whisper: async (
      channel: string,
      thread: string | undefined,
      user: string,
      text: string,
    ): Promise<void> => {
      await answered(
        web.chat.postEphemeral({ channel, user, text, ...(thread ? { thread_ts: thread } : {}) }),
      );
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

function isMarked(metadata: unknown, actionId: string): boolean {
  return JSON.stringify(metadata ?? null).includes(JSON.stringify(actionId));
}

/** Tells a refusal, a "later" and a lost answer apart: only the last may have happened. */
async function outcomeOf(call: () => Promise<PostedMessage>): Promise<ApplyOutcome<PostedMessage>> {
  try {
    return { kind: "applied", result: await call() };
  } catch (error) {
    if (error instanceof WebAPIRateLimitedError) {
      return { kind: "not_applied", error: "Slack is rate limiting", afterMs: error.retryAfter * 1000 };
    }
    if (error instanceof WebAPIPlatformError && error.data.error !== "internal_error") {
      return { kind: "refused", error: `Slack refused: ${error.data.error}` };
    }
    if (error instanceof WebAPIHTTPError && error.statusCode < 500) {
      return { kind: "refused", error: `Slack answered ${error.statusCode}` };
    }
    return { kind: "lost", error: describeError(error) };
  }
}
