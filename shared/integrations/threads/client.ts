import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { callService, type CallOutcome, mapAnswer } from "../call.ts";
import {
  type Container,
  container,
  goneCodes,
  graphError,
  made,
  publishingLimit,
  type Thread,
  thread,
  threads,
  tokenCodes,
} from "./schema.ts";
import { threadsAnswers } from "./answers.ts";

/** Calls in the name of an account. A post is first a container, which nobody sees, and then published. */
export interface ThreadsClient {
  /** How many posts the account may still publish within 24 hours. */
  left(): Promise<CallOutcome<number>>;
  contain(post: { text: string; link: string | null }): Promise<CallOutcome<string>>;
  container(id: string): Promise<CallOutcome<Container>>;
  publish(container: string): Promise<CallOutcome<string>>;
  /** Null: it is gone. */
  thread(id: string): Promise<CallOutcome<Thread | null>>;
  /** The account's posts since a moment, epoch milliseconds. */
  since(moment: number): Promise<CallOutcome<Thread[]>>;
}

const threadFields = "id,text,permalink,timestamp";
/** The most that one answer holds. */
const atMost = "100";

export function threadsClient(
  outside: Outside,
  { token, account }: { token: string; account: string },
): ThreadsClient {
  const root = `${outside.settings.THREADS_API_URL.replace(/\/+$/, "")}/v1.0`;
  /** Parameters stand in the address of a GET and in the body of a POST; so does the token. */
  const call = async <T>(
    method: "GET" | "POST",
    path: string,
    fields: Record<string, string>,
    answer: z.ZodType<T>,
  ): Promise<CallOutcome<T>> => {
    const sent = new URLSearchParams({ ...fields, access_token: token });
    const outcome = await callService(outside, {
      service: threadsAnswers,
      url: method === "GET" ? `${root}/${path}?${sent.toString()}` : `${root}/${path}`,
      method,
      headers: {},
      ...(method === "GET" ? {} : { body: sent }),
      answer,
      error: graphError,
    });
    return outcome.kind === "refused" && tokenCodes.has(outcome.code) ? { ...outcome, status: 401 } : outcome;
  };
  return {
    left: async () =>
      mapAnswer(
        await call(
          "GET",
          `${account}/threads_publishing_limit`,
          { fields: "quota_usage,config" },
          publishingLimit,
        ),
        ({ data: [{ quota_usage, config }] }) => config.quota_total - quota_usage,
      ),
    contain: async ({ text, link }) =>
      mapAnswer(
        await call(
          "POST",
          `${account}/threads`,
          { media_type: "TEXT", text, ...(link === null ? {} : { link_attachment: link }) },
          made,
        ),
        ({ id }) => id,
      ),
    container: async (id) => call("GET", id, { fields: "id,status,error_message" }, container),
    publish: async (id) =>
      mapAnswer(
        await call("POST", `${account}/threads_publish`, { creation_id: id }, made),
        (published) => published.id,
      ),
    thread: async (id) => {
      const found = await call("GET", id, { fields: threadFields }, thread);
      return found.kind === "refused" && goneCodes.has(found.code)
        ? { kind: "answered", value: null }
        : found;
    },
    since: async (moment) =>
      mapAnswer(
        await call(
          "GET",
          `${account}/threads`,
          { fields: threadFields, since: String(Math.floor(moment / 1000)), limit: atMost },
          threads,
        ),
        ({ data }) => data.filter(({ timestamp }) => timestamp >= Math.floor(moment / 1000) * 1000),
      ),
  };
}
