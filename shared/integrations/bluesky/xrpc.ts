import type { z } from "zod";
import type { Outside } from "../../platform/config.ts";
import { callService, type CallOutcome } from "../call.ts";
import { blueskyAnswers } from "./answers.ts";
import { xrpcError } from "./schema.ts";

/** One call by XRPC (https://atproto.com/specs/xrpc): with a body it is a procedure, without one a query. */
export interface XrpcRequest<T> {
  /** The method's name: `com.atproto.repo.getRecord`. */
  method: string;
  params?: Record<string, string>;
  /** Sent as JSON; a blob as what it is. Null: a procedure that takes nothing. */
  body?: unknown;
  token?: string;
  answer: z.ZodType<T>;
}

/** What a token is refused with. The servers say so with 400 as often as with 401. */
const tokenErrors: ReadonlySet<string | undefined> = new Set([
  "ExpiredToken",
  "InvalidToken",
  "AuthMissing",
  "AuthenticationRequired",
]);

/** Calls the account's server. A refused token comes out with the status 401, whatever the server's status was. */
export async function xrpc<T>(outside: Outside, request: XrpcRequest<T>): Promise<CallOutcome<T>> {
  const { method, params = {}, body, token, answer } = request;
  const query = new URLSearchParams(params).toString();
  const outcome = await callService(outside, {
    service: blueskyAnswers,
    url: `${outside.settings.BLUESKY_URL.replace(/\/+$/, "")}/xrpc/${method}${query === "" ? "" : `?${query}`}`,
    method: body === undefined ? "GET" : "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === null ? {} : { body }),
    answer,
    error: xrpcError,
  });
  return outcome.kind === "refused" && tokenErrors.has(outcome.code) ? { ...outcome, status: 401 } : outcome;
}
