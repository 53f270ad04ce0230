import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { callService, type CallOutcome, mapAnswer } from "../call.ts";
import { gmailAnswers } from "./answers.ts";
import * as wire from "./schema.ts";
import { forgetGmailToken, gmailToken } from "./token.ts";

interface GmailCall<T> {
  /** Below the mailbox. */
  path: string;
  answer: z.ZodType<T>;
  body?: unknown;
}

/** One mailbox at Gmail, as far as Signalbox reads it and sends from it. Never retries by itself, but for a token that has run out. */
export function gmailMailbox(outside: Outside, mailbox: string) {
  const root = `${outside.settings.GMAIL_URL.replace(/\/+$/, "")}/gmail/v1/users/${encodeURIComponent(mailbox)}`;

  const attempt = async <T>({ path, answer, body }: GmailCall<T>): Promise<CallOutcome<T>> => {
    const token = await gmailToken(outside, mailbox);
    if (token.kind !== "answered") return token;
    return callService(outside, {
      service: gmailAnswers,
      url: `${root}/${path}`,
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token.value}` },
      body,
      answer,
      error: wire.gmailError,
    });
  };
  const call = async <T>(one: GmailCall<T>): Promise<CallOutcome<T>> => {
    const outcome = await attempt(one);
    if (outcome.kind !== "refused" || outcome.status !== 401) return outcome;
    forgetGmailToken(outside, mailbox);
    return attempt(one);
  };
  const message = (id: string, format: string): string =>
    `messages/${encodeURIComponent(id)}?format=${format}`;

  return {
    profile: async () => call({ path: "profile", answer: wire.profile }),

    /** Has a topic told of what comes into the inbox, for a week. */
    watch: async (topicName: string) =>
      call({
        path: "watch",
        body: { topicName, labelIds: ["INBOX"], labelFilterBehavior: "INCLUDE" },
        answer: wire.watched,
      }),

    /** A page of what has come into the inbox since a moment in the mailbox's history. 404: that is too long ago. */
    history: async (startHistoryId: string, pageToken: string | undefined) => {
      const query = new URLSearchParams({
        startHistoryId,
        historyTypes: "messageAdded",
        labelId: "INBOX",
        maxResults: "20",
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      return call({ path: `history?${query.toString()}`, answer: wire.history });
    },

    /** A page of what a search finds, the newest first. */
    search: async (q: string, maxResults: number, pageToken?: string) => {
      const query = new URLSearchParams({
        q,
        maxResults: String(maxResults),
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      return call({ path: `messages?${query.toString()}`, answer: wire.messages });
    },

    outline: async (id: string) => call({ path: message(id, "minimal"), answer: wire.outline }),

    /** A message as it came, byte for byte. */
    raw: async (id: string): Promise<CallOutcome<Uint8Array>> =>
      mapAnswer(await call({ path: message(id, "raw"), answer: wire.raw }), ({ raw }) => bytesIn(raw)),

    /** A message's head and its first words. */
    head: async (id: string) => call({ path: message(id, "metadata"), answer: wire.head }),

    /** Sends a mail that is written out, in a thread that is there or in one of its own. */
    send: async (mail: string, threadId: string | null) =>
      call({
        path: "messages/send",
        body: { raw: base64url(mail), ...(threadId === null ? {} : { threadId }) },
        answer: wire.sent,
      }),
  };
}

function bytesIn(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
}

/** A written mail is nothing but ASCII. */
function base64url(ascii: string): string {
  return btoa(ascii).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
