import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import {
  type AgentRequest,
  readAgentRequest,
  readCountRequest,
  type Refusal,
} from "../shared/llm/agent-request.ts";
import { answerHeaders, forwardToClaude } from "../shared/llm/forward.ts";
import { coderNamed, type ModelName } from "../shared/llm/models.ts";
import { meterStream } from "../shared/llm/meter.ts";
import { openCall, type PaidCall } from "../shared/spine/paid-call.ts";
import { claudeMeans, claudeRefusesKey } from "../shared/llm/answers.ts";
import { usageOf } from "../shared/llm/usage-stream.ts";
import { inBackground } from "../shared/platform/background.ts";
import { describeError, httpStatus, SignalboxError } from "../shared/platform/errors.ts";
import { log } from "../shared/platform/log.ts";
import { type Spine } from "../shared/spine/context.ts";
import { openSpine } from "../shared/jobs/open-spine.ts";
import { assignmentAtWork, type AssignmentAtWork, isAtWork } from "./assignment-access.ts";
import { refusalTold, retryAfterSeconds, withinLimit } from "./rate-limit.ts";

/** Where it is mounted; what follows is the API's own path. */
export const llmPrefix = "/llm";

/** A conversation with its files is far longer than what other doors are told. */
const maxBodyBytes = 16 * 1024 * 1024;

type ProxyEnv = { Bindings: Env; Variables: { spine: Spine; at: AssignmentAtWork } };
type ProxyContext = Context<ProxyEnv>;

/**
 * Claude's API for the agents in their containers: two of its paths, with an assignment's token instead of the key. Every call is
 * paid from the budgets of the assignment's task before it leaves, so that they hold in the middle of a run.
 */
export const llmProxy = new Hono<ProxyEnv>();

llmProxy.use(async (c, next) => {
  const spine = await openSpine(c.env);
  c.set("spine", spine);
  const at = await assignmentAtWork(spine, c.req.raw.headers);
  await withinLimit(c.env, "CALLER_LIMIT", `llm:${at.assignment.id}`);
  c.set("at", at);
  return next();
});
llmProxy.use(
  bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw new SignalboxError("too_large", `the body is larger than ${maxBodyBytes} bytes`);
    },
  }),
);
llmProxy.post("/v1/messages", async (c) => passOn(c, readAgentRequest(await c.req.text(), coderIn(c))));
llmProxy.post("/v1/messages/count_tokens", async (c) =>
  passOn(c, readCountRequest(await c.req.text(), coderIn(c))),
);
llmProxy.all("*", (c) => refuse(404, "not_found_error", `agents have no ${c.req.method} ${c.req.path}`));

llmProxy.onError(async (error, c) => {
  if (!(error instanceof SignalboxError)) {
    log.error("llm.failed", { reason: describeError(error) });
    return refuse(500, "api_error", "something went wrong on our side; it is safe to try again");
  }
  const { code, message } = await refusalTold(c.env, c.req.raw.headers, error);
  const status = httpStatus(code);
  log.warn("llm.refused", { code, status, reason: message });
  if (code === "unauthorized") return refuse(status, "authentication_error", message);
  if (code === "rate_limited") return refuse(status, "rate_limit_error", message, retryAfterSeconds * 1000);
  if (code === "stopped") return refuse(status, "stopped", message);
  if (code === "conflict") return refuse(status, "assignment_over", message);
  if (code === "too_large") return refuse(status, "request_too_large", message);
  return refuse(status, "api_error", message);
});

function coderIn(c: ProxyContext): ModelName {
  return coderNamed(c.var.at.assignment.model);
}

async function passOn(c: ProxyContext, request: AgentRequest | Refusal): Promise<Response> {
  if (request.kind === "refused") return refuse(request.status, request.type, request.message);
  const answer = exchange(c, request);
  // Whoever asks and leaves before the answer leaves a call behind that is to be settled.
  inBackground("llm.exchange", { taskId: c.var.at.assignment.taskId }, async () => answer);
  return answer;
}

async function exchange(c: ProxyContext, { model, body, worst }: AgentRequest): Promise<Response> {
  const { spine, at } = c.var;
  const { taskId } = at.assignment;
  const opened = await openCall(spine, { taskId, project: at.project, model, worst });
  if (opened.kind === "paused") return refuse(402, "budget_exhausted", opened.reason);
  if (opened.kind === "wait") return refuse(529, "overloaded_error", opened.reason, opened.waitMs);
  const { call } = opened;
  const { pathname, search } = new URL(c.req.url);
  let answer: Response;
  try {
    answer = await forwardToClaude(spine, pathname.slice(llmPrefix.length) + search, c.req.raw.headers, body);
  } catch (error) {
    await call.end(null, { kind: "failed", reason: describeError(error) });
    return refuse(502, "api_error", "Claude's API does not answer");
  }
  if (!answer.ok) return refusalOf(spine, call, answer);
  const headers = answerHeaders(answer.headers);
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  if (answer.body === null || !isStream) return inOnePiece(call, worst, answer, headers);
  const { readable, writable } = new IdentityTransformStream();
  const { body: stream } = answer;
  const isOver = async () => !(await isAtWork(spine, c.req.raw.headers));
  inBackground("llm.stream", { taskId }, async () => meterStream(call, stream, writable, isOver));
  return new Response(readable, { status: answer.status, headers });
}

/** An answer that is no stream: paid before it is passed on. */
async function inOnePiece(
  call: PaidCall,
  worst: number,
  answer: Response,
  headers: Record<string, string>,
): Promise<Response> {
  let text: string;
  try {
    text = await answer.text();
  } catch (error) {
    await call.end(null, { kind: "failed", reason: describeError(error) });
    return refuse(502, "api_error", "Claude's API broke off in the middle of its answer");
  }
  const heard = usageOf(text);
  if (heard === null && worst > 0) {
    await call.end(null, { kind: "failed", reason: "Claude's API answered in a form that is not known" });
    return refuse(502, "api_error", "Claude's API answered in a form that is not known");
  }
  await call.end(heard, { kind: "answered" });
  return new Response(text, { status: answer.status, headers });
}

/** The API's own refusal, which costs nothing, as it came; should it ever spell out our key, without it. */
async function refusalOf({ settings }: Spine, call: PaidCall, answer: Response): Promise<Response> {
  const { status } = answer;
  const text = await answer.text();
  const reason = `Claude's API answered ${status}`;
  const isRefused = claudeMeans(status) === "refused";
  // Agents may be the only ones who ask: that nobody takes our key is told at Claude's door as it is anywhere else.
  const refusal = claudeRefusesKey(status) ? { refusal: reason } : {};
  await call.end(null, isRefused ? { kind: "answered", ...refusal } : { kind: "failed", reason });
  if (status < 400) return refuse(502, "api_error", reason);
  const key = settings.ANTHROPIC_API_KEY ?? "";
  return new Response(key === "" ? text : text.replaceAll(key, "[secret]"), {
    status,
    headers: answerHeaders(answer.headers),
  });
}

/** A refusal in the form of the Messages API. */
function refuse(status: number, type: string, message: string, retryAfterMs?: number): Response {
  return Response.json(
    { type: "error", error: { type, message } },
    {
      status,
      headers: {
        ...(retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
        // Anthropic's clients would ask again after a 409.
        ...(status >= 500 || status === 429 ? {} : { "x-should-retry": "false" }),
      },
    },
  );
}
