import type { z } from "zod";
import { reportOf } from "../domain/circuit.ts";
import type { ApplyOutcome, NotNow, ReconcileOutcome } from "../domain/sending.ts";
import { describeError, SignalboxError } from "../platform/errors.ts";
import type { Outside } from "../platform/config.ts";
import { patienceOf } from "../platform/retry-after.ts";
import { type Meaning, meaningOf, type ServiceAnswers, tokenRefusal } from "../domain/answers.ts";

/** What a call to a service came to: its answer, or why there is none. */
export type CallOutcome<T> =
  | { kind: "answered"; value: T }
  /**
   * `status`: the HTTP status, where there was one. `code`: the service's own name for what is wrong, where it has one.
   * `location`: where it says that the thing is now; nobody has gone there. `token`: see `ApplyOutcome`.
   */
  | { kind: "refused"; error: string; status?: number; code?: string; location?: string; token?: true }
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
  service: ServiceAnswers;
  url: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
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

/** What a call is made with. */
type Caller = Pick<Outside, "fetch" | "now" | "door">;

/** How long a service has for its answer, milliseconds. Shorter than the lease of an effect. */
const timeoutMs = 10_000;
/** The pause when a service doesn't say how long, milliseconds. */
const pauseMs = 2000;
/** The pause after an error that only its words tell to be a limit, milliseconds. */
const limitedMs = 60_000;

/**
 * Calls a JSON service once, through its door, and tells a refusal, a "later" and a lost answer apart by the service's table: only
 * the last may have happened. A GET changes nothing, so without an answer it is a "later". Redirects are not followed:
 * credentials stay here.
 */
export async function callService<T>(outside: Caller, request: ServiceRequest<T>): Promise<CallOutcome<T>> {
  return throughDoor(outside, request.service, async () => ask(outside, request));
}

/** Makes one call to a service unless its door is shut, and says there how it went. */
export async function throughDoor<T>(
  { door }: Pick<Outside, "door">,
  { door: from }: Pick<ServiceAnswers, "door">,
  call: () => Promise<CallOutcome<T>>,
): Promise<CallOutcome<T>> {
  if (from === null || door === undefined) return call();
  const entered = await door(from);
  if (entered.kind === "wait") {
    const { afterMs, reason, isDown } = entered;
    return { kind: "not_applied", error: reason, afterMs, from, isDown };
  }
  const outcome = await call();
  await entered.leave(outcome.kind === "answered" ? outcome : reportOf(outcome));
  return outcome;
}

/** The outcome of a call that may be made again: nothing of it is ever lost. */
export function repeatable<T>({ door: from }: ServiceAnswers, outcome: CallOutcome<T>): CallOutcome<T> {
  return outcome.kind === "lost" ? outcomeOf({ door: from }, "down", outcome.error) : outcome;
}

/** What a look at a target came to that had no answer: it may be looked at later, or its service refuses to show it. */
export function notSeen(
  outcome: Exclude<CallOutcome<never>, { kind: "answered" }>,
): Extract<ReconcileOutcome, { kind: "unseen" | "unclear" }> {
  const { error } = outcome;
  switch (outcome.kind) {
    case "not_applied":
      return { ...outcome, kind: "unseen" };
    case "lost":
      return { kind: "unseen", error, afterMs: pauseMs, isDown: true };
    case "refused":
      return { kind: "unclear", error };
  }
}

/** That there is no answer now, for who can't hand an outcome on. */
export class Unanswered extends SignalboxError {
  readonly outcome: NotNow;

  constructor(outcome: NotNow) {
    super("unavailable", outcome.error);
    this.outcome = outcome;
  }
}

/** The answer of a read. @throws SignalboxError `unavailable` when there is none now, `bad_request` when it was refused. */
export function answerOf<T>(outcome: CallOutcome<T>): T {
  switch (outcome.kind) {
    case "answered":
      return outcome.value;
    case "not_applied":
      throw new Unanswered(outcome);
    case "lost":
      throw new SignalboxError("unavailable", outcome.error);
    case "refused":
      throw new SignalboxError("bad_request", outcome.error);
  }
}

async function ask<T>(outside: Caller, request: ServiceRequest<T>): Promise<CallOutcome<T>> {
  const { service } = request;
  const isRead = request.method === "GET";
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
    return outcomeOf(service, isRead ? "down" : "lost", `${service.name}: ${describeError(error)}`);
  }
  const status = `${service.name} answered ${response.status}`;
  if (response.ok || response.status === request.answersWith) {
    const { answerHeader } = request;
    const answer = request.answer.safeParse(
      answerHeader === undefined ? jsonIn(text) : response.headers.get(answerHeader),
    );
    return answer.success
      ? { kind: "answered", value: answer.data }
      : outcomeOf(service, isRead ? "down" : "lost", `${status} in a form that is not known`);
  }
  return refusalIn(outside, { service, error: request.error, isRead }, response, text);
}

/** What an answer that is none says, by its status, its headers and its words. */
export function refusalIn(
  { now }: Pick<Outside, "now">,
  { service, error: form, isRead }: Pick<ServiceRequest<never>, "service" | "error"> & { isRead: boolean },
  response: Pick<Response, "status" | "headers">,
  text: string,
): Exclude<CallOutcome<never>, { kind: "answered" }> {
  const status = `${service.name} answered ${response.status}`;
  const afterMs = patienceOf(response.headers, now(), pauseMs);
  const limits = `${service.name} is rate limiting`;
  if (isLimit(response)) return outcomeOf(service, "limited", limits, afterMs);
  const json = jsonIn(text);
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null && (json !== undefined || isRead))
    return {
      kind: "refused",
      error: `${service.name} refused: moved to another address`,
      status: response.status,
      location,
    };
  const { data: error } = form.safeParse(json);
  if (error?.limited === true) return outcomeOf(service, "limited", limits, limitedMs);
  const { status: code } = response;
  const trouble = { status: code, code: error?.code, isOwn: json !== undefined, isRead };
  const meaning = error?.pending === true ? (isRead ? "down" : "lost") : meaningOf(service, trouble);
  if (meaning === "limited") {
    const patience = code === 429 ? pauseMs : limitedMs;
    return outcomeOf(service, meaning, limits, patienceOf(response.headers, now(), patience));
  }
  if (meaning !== "refused")
    return outcomeOf(service, meaning, error === undefined ? status : `${status}: ${error.message}`, afterMs);
  const token = tokenRefusal(service, trouble);
  if (error === undefined) return { kind: "refused", error: status, status: code, ...token };
  return {
    kind: "refused",
    error: `${service.name} refused: ${error.message}`,
    status: code,
    ...(error.code === undefined ? {} : { code: error.code }),
    ...token,
  };
}

/** An answer that is none, by what it means. */
export function outcomeOf(
  { door: from }: Pick<ServiceAnswers, "door">,
  meaning: Meaning,
  error: string,
  afterMs = pauseMs,
): Extract<CallOutcome<never>, { error: string }> {
  switch (meaning) {
    case "limited":
    case "down":
      return {
        kind: "not_applied",
        error,
        afterMs,
        isDown: meaning === "down",
        ...(from === null ? {} : { from }),
      };
    case "lost":
    case "refused":
      return { kind: meaning, error };
  }
}

/** A body as it is sent, with what it is. */
function encoded(body: unknown): { type: string; body?: string | Blob } {
  if (body instanceof Blob) return { type: body.type, body };
  if (body instanceof URLSearchParams)
    return { type: "application/x-www-form-urlencoded", body: body.toString() };
  return { type: "application/json", ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/** 429, or the 403 by which some services say the same. */
function isLimit({ status, headers }: Pick<Response, "status" | "headers">): boolean {
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
export function jsonIn(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's HTML, or the half of an answer: the caller judges.
    return undefined;
  }
}
