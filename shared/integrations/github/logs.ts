import { describeError } from "../../platform/errors.ts";
import type { Outside } from "../../platform/config.ts";
import { meaningOf, tokenRefusal } from "../../domain/answers.ts";
import { patienceOf } from "../../platform/retry-after.ts";
import { type CallOutcome, outcomeOf } from "../call.ts";
import { githubAnswers } from "./answers.ts";
import { failing } from "./checks.ts";
import { callGithub, githubApi, githubHeaders } from "./call.ts";
import { jobs } from "./schema.ts";

const charactersAtMost = 20_000;
const jobsAtMost = 5;
const timeoutMs = 10_000;
/** The pause where GitHub names none, milliseconds. */
const pauseMs = 2000;

export interface FailedLogs {
  /** The ends of the logs, each as long as the others' so that none crowds another out. */
  text: string;
  /** The jobs whose log GitHub doesn't give, a line each with the reason. */
  missing: string[];
}

/** The logs of a run's failed jobs, as far as GitHub gives them. */
export async function failedLogs(
  outside: Outside,
  authorization: string,
  name: string,
  runId: number,
): Promise<CallOutcome<FailedLogs>> {
  let repository = `repos/${name}`;
  const seen = await callGithub(outside, authorization, {
    path: `${repository}/actions/runs/${runId}/jobs?filter=latest&per_page=100`,
    answer: jobs,
    onMoved: (id) => (repository = `repositories/${id}`),
  });
  if (seen.kind !== "answered") return seen;
  const failed = seen.value.jobs
    .filter(({ conclusion }) => conclusion !== null && failing.has(conclusion))
    .slice(0, jobsAtMost);
  const parts: string[] = [];
  const missing: string[] = [];
  for (const job of failed) {
    const head = `== ${job.name.slice(0, 200)} ==\n`;
    const most = Math.floor(charactersAtMost / failed.length) - head.length - 1;
    const log = await jobLog(
      outside,
      authorization,
      githubApi(outside, `${repository}/actions/jobs/${job.id}/logs`),
      most,
    );
    // A token that isn't known any more is replaced; else the others may still be read.
    if (log.kind === "refused" && log.status !== 401) {
      missing.push(`${job.name.slice(0, 200)}: ${log.error}`);
      parts.push(`${head}(no log: ${log.error})`);
    } else if (log.kind === "answered") parts.push(`${head}${log.value}`);
    else return log;
  }
  return { kind: "answered", value: { text: parts.join("\n"), missing } };
}

/** GitHub answers with the address of a file elsewhere. That address is the permission: the token stays here. */
async function jobLog(
  outside: Outside,
  authorization: string,
  url: string,
  most: number,
): Promise<CallOutcome<string>> {
  const later = (error: string): CallOutcome<string> => outcomeOf(githubAnswers, "down", error);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await outside.fetch(url, {
      headers: { ...githubHeaders, authorization },
      redirect: "manual",
      signal,
    });
    await answer.body?.cancel();
    if (isGone(answer.status)) return gone(answer.status);
    const location = answer.headers.get("location");
    if (location === null) return troubleOf(answer, outside.now());
    const file = await outside.fetch(new URL(location, url).href, {
      headers: { "user-agent": githubHeaders["user-agent"] },
      redirect: "manual",
      signal,
    });
    if (file.ok && file.body) return { kind: "answered", value: await endOf(file.body, most) };
    await file.body?.cancel();
    if (isGone(file.status)) return gone(file.status);
    const error = `GitHub's store of logs answered ${file.status}`;
    // The address was made for this request: what the store has against it, it has against the next one too.
    return isPassing(file.status) ? later(error) : { kind: "refused", error };
  } catch (error) {
    return later(`GitHub: ${describeError(error)}`);
  }
}

/** GitHub keeps logs for a while only. */
const isGone = (status: number): boolean => status === 404 || status === 410;
const gone = (status: number): CallOutcome<never> => ({
  kind: "refused",
  error: "GitHub has no log of it any more",
  status,
});
const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** What an answer says that leads to no log. A 403 is a limit where it says so, and else a right that the App lacks. */
function troubleOf({ status, headers }: Response, now: number): CallOutcome<never> {
  const error = `GitHub answered ${status} for a log`;
  const isLimit =
    status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0");
  const meaning = isLimit ? "limited" : meaningOf(githubAnswers, { status, isOwn: true, isRead: true });
  return meaning === "refused"
    ? { kind: "refused", error, status, ...tokenRefusal(githubAnswers, { status, code: undefined }) }
    : outcomeOf(githubAnswers, meaning, error, patienceOf(headers, now, pauseMs));
}

/** The last characters of a text that may be too large to be held whole. */
async function endOf(body: ReadableStream<Uint8Array>, most: number): Promise<string> {
  let end = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) end = (end + decoder.decode(chunk, { stream: true })).slice(-most);
  return (end + decoder.decode()).slice(-most);
}
