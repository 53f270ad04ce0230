import type { z } from "zod";
import type { ApplyOutcome } from "../domain/sending.ts";
import { describeError } from "../platform/errors.ts";
import type { Outside } from "../platform/config.ts";
import { patienceOf } from "../platform/retry-after.ts";

/** What a call to a service came to: its answer, or why there is none. */
export type CallOutcome<T> =
  | { kind: "answered"; value: T }
  /**
   * `status`: the HTTP status, where there was one. `code`: the service's own name for what is wrong, where it has one.
   * `location`: where it says that the thing is now; nobody has gone there.
   */
  | { kind: "refused"; error: string; status?: number; code?: string; location?: string }
  | Extract<ApplyOutcome, { kind: "not_applied" | "lost" }>;

/**
 * An error as a service words it. `pending`: an earlier request for the same thing is still under way there. `limited`:
 * it is too much at once, though neither status nor headers say so. `code`: the service's name for it.
 */
export interface ServiceError {
  message: string;
  pending: boolean;
  limited?: boolean;
  code?: string;
}

export interface ServiceRequest<T> {
  /** The service's name, for errors. */
  service: string;
  url: string;
  method: "GET" | "POST" | "PUT" | "PATCH";
  headers: Record<string, string>;
  /** Sent as JSON; a form is sent as one, a blob as what it says that it is. */
  body?: unknown;
  /** A status that is an answer too, other than the usual ones. */
  answersWith?: number;
  answer: z.ZodType<T>;
  /** The header in which the answer stands, where the body is empty. */
  answerHeader?: string;
  error: z.ZodType<ServiceError>;
}

/** How long a service has for its answer, milliseconds. Shorter than the lease of an effect. */
const timeoutMs = 10_000;
/** The pause when a service doesn't say how long, milliseconds. */
const pauseMs = 2000;
/** The pause after an error that only its words tell to be a limit, milliseconds. */
const limitedMs = 60_000;

/**
 * Calls a JSON service once and tells a refusal, a "later" and a lost answer apart: only the last may have happened.
 * A GET changes nothing, so without an answer it is a "later". What isn't JSON was not said by the service but by
 * something between: it refuses a GET and loses anything else. Redirects are not followed: credentials stay here.
 */
export async function callService<T>(outside: Outside, request: ServiceRequest<T>): Promise<CallOutcome<T>> {
  const silent = (error: string, afterMs = pauseMs): CallOutcome<T> =>
    request.method === "GET" ? { kind: "not_applied", error, afterMs } : { kind: "lost", error };
  const { type, ...sent } = encoded(request.body);
  let response: Response;
  let text: string;
  try {
    response = await outside.fetch(request.url, {
      method: request.method,
      headers: { accept: "application/json", "content-type": type, ...request.headers },
      ...sent,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    return silent(`${request.service}: ${describeError(error)}`);
  }
  const status = `${request.service} answered ${response.status}`;
  if (response.ok || response.status === request.answersWith) {
    const { answerHeader } = request;
    const answer = request.answer.safeParse(
      answerHeader === undefined ? jsonIn(text) : response.headers.get(answerHeader),
    );
    return answer.success
      ? { kind: "answered", value: answer.data }
      : silent(`${status} in a form that is not known`);
  }
  const later = (afterMs: number): CallOutcome<T> => ({
    kind: "not_applied",
    error: `${request.service} is rate limiting`,
    afterMs,
  });
  const afterMs = patienceOf(response.headers, outside.now(), pauseMs);
  if (isLimit(response)) return later(afterMs);
  if (response.status >= 500) return silent(status, afterMs);
  const json = jsonIn(text);
  if (json === undefined && request.method !== "GET")
    return { kind: "lost", error: `${status} without JSON` };
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null)
    return {
      kind: "refused",
      error: `${request.service} refused: moved to another address`,
      status: response.status,
      location,
    };
  const error = request.error.safeParse(json);
  if (!error.success) return { kind: "refused", error: status, status: response.status };
  const { message, pending, limited, code } = error.data;
  if (limited === true) return later(limitedMs);
  if (pending) return silent(`${request.service}: ${message}`);
  return {
    kind: "refused",
    error: `${request.service} refused: ${message}`,
    status: response.status,
    ...(code === undefined ? {} : { code }),
  };
}

/** A body as it is sent, with what it is. */
function encoded(body: unknown): { type: string; body?: string | Blob } {
  if (body instanceof Blob) return { type: body.type, body };
  if (body instanceof URLSearchParams)
    return { type: "application/x-www-form-urlencoded", body: body.toString() };
  return { type: "application/json", ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** 429, or the 403 by which some services say the same. */
function isLimit({ status, headers }: Response): boolean {
  return (
    status === 429 ||
    (status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0"))
  );
}

/** An answered outcome with another value; any other outcome as it is. */
export function mapAnswer<A, B>(outcome: CallOutcome<A>, change: (value: A) => B): CallOutcome<B> {
  return outcome.kind === "answered" ? { kind: "answered", value: change(outcome.value) } : outcome;
}

/** A body's JSON; null for an empty body, undefined for what is no JSON, which no schema takes for an answer. */
function jsonIn(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's HTML, or the half of an answer: the caller judges.
    return undefined;
  }
}
