import { type ErrorCode, SignalboxError } from "../platform/errors.ts";

/** What trying again doesn't mend: a setting, a token, a permission or an image that a person must see to. */
const forGood: ReadonlySet<ErrorCode> = new Set([
  "not_configured",
  "unauthorized",
  "forbidden",
  "bad_request",
  "not_found",
  "too_large",
]);

/** Words of a platform that has no container to give, however often it is asked. */
const neverAContainer = /no such image|containers have not been enabled/i;

/**
 * Why an assignment can never start as things are set up; null where it may later. The one place that tells them apart: an executor
 * that is down or full, and a GitHub that doesn't answer, are waited for.
 */
export function whyNeverStarts(error: unknown): string | null {
  if (error instanceof SignalboxError) return forGood.has(error.code) ? error.message : null;
  if (!(error instanceof Error) || !neverAContainer.test(error.message)) return null;
  return `the executor's container can't be started: ${error.message}`;
}

const saidAtMost = 500;

/** What an executor has answered instead of taking an assignment, as an error that says what to mend. */
export function refusedStart(status: number, words: string): SignalboxError {
  const said = words.slice(0, saidAtMost);
  if (neverAContainer.test(words))
    return new SignalboxError("not_configured", `the executor's container can't be started: ${said}`);
  switch (status) {
    case 401:
    case 403:
      return new SignalboxError(
        "unauthorized",
        "the executor refuses our token: EXECUTOR_TOKEN must be the same at the Worker and at the executor",
      );
    case 400:
    case 413:
    case 422:
      return new SignalboxError("bad_request", `the executor refuses what it is to do: ${said}`);
    case 404:
    case 405:
      return new SignalboxError("not_found", `at EXECUTOR_URL is no executor: it answered ${status}`);
    default:
      return new SignalboxError("unavailable", `the executor answered ${status}: ${said}`);
  }
}
