import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import type { Outside } from "../../platform/config.ts";
import { describeError } from "../../platform/errors.ts";
import { cappedPatience } from "../../platform/retry-after.ts";
import { meaningOf, tokenRefusal } from "../../domain/answers.ts";
import { type CallOutcome, outcomeOf, throughDoor } from "../call.ts";
import { slackAnswers } from "./answers.ts";
import { refused } from "./refusal.ts";

/** So long a limit lasts that doesn't say how long, seconds: Slack counts by the minute. */
const limitedS = "10";

/** Makes one call of Slack's SDK through the door, and tells its troubles apart. */
export async function callSlack<T>(
  outside: Pick<Outside, "door">,
  kind: "read" | "write",
  call: () => Promise<T>,
): Promise<CallOutcome<T>> {
  return throughDoor(outside, slackAnswers, async () => {
    try {
      return { kind: "answered", value: await call() };
    } catch (error) {
      return troubleIn(error, kind === "read");
    }
  });
}

/** The SDK knows a limit only by a time in Retry-After: one that names none, or none at all, gets one. */
export function withPatience(response: Response): Response {
  if (response.status !== 429 || /^0*[1-9]\d*$/.test(response.headers.get("retry-after") ?? ""))
    return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", limitedS);
  return new Response(response.body, { status: response.status, headers });
}

function troubleIn(error: unknown, isRead: boolean): CallOutcome<never> {
  if (error instanceof WebAPIRateLimitedError) return limited(cappedPatience(error.retryAfter * 1000));
  if (error instanceof WebAPIPlatformError && isName(error.data.error)) {
    const code = error.data.error;
    const meaning = meaningOf(slackAnswers, { status: 200, code, isOwn: true, isRead });
    if (meaning === "limited") return limited(Number(limitedS) * 1000);
    return meaning === "refused"
      ? {
          kind: "refused",
          error: refused(code),
          code,
          ...tokenRefusal(slackAnswers, { status: 200, code }),
        }
      : outcomeOf(slackAnswers, meaning, `Slack: ${code}`);
  }
  if (error instanceof WebAPIHTTPError) {
    const { statusCode: status, body } = error;
    // What isn't JSON the SDK hands on as a text: it is the page of something between.
    const meaning = meaningOf(slackAnswers, { status, isOwn: typeof body === "object", isRead });
    return outcomeOf(slackAnswers, meaning, `Slack answered ${status}`);
  }
  return outcomeOf(slackAnswers, isRead ? "down" : "lost", describeError(error));
}

const limited = (afterMs: number): CallOutcome<never> =>
  outcomeOf(slackAnswers, "limited", "Slack is rate limiting", afterMs);

/** The SDK takes the page of something between for an error too: Slack's own have a name. */
const isName = (error: string): boolean => /^[a-z][a-z0-9_]*$/.test(error);
