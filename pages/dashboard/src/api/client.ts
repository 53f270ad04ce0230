import type { ApiRoute } from "../../../../shared/api/contract.ts";
import type { Answer, Args } from "./types.ts";

export type { Answer, Args, GetRoute } from "./types.ts";

/** A call that the Worker refused, or that didn't reach it. */
export class ApiError extends Error {
  /** The Worker's error code; `unreachable` when nothing came back. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
  }
}

/**
 * Calls the API as its contract has it.
 * @throws ApiError with what the Worker said, in words for people.
 */
export async function call<R extends ApiRoute>(
  route: R,
  args: Args<R> = {},
  signal: AbortSignal | null = null,
): Promise<Answer<R>> {
  const [method = "GET"] = route.split(" ");
  const headers = new Headers();
  if (args.body !== undefined) headers.set("content-type", "application/json");
  if (args.onceKey !== undefined) headers.set("idempotency-key", args.onceKey);
  const response = await reach(addressOf(route, args), {
    method,
    headers,
    signal,
    credentials: "same-origin",
    ...(args.body === undefined ? {} : { body: JSON.stringify(args.body) }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw errorOf(response.status, text);
}

/** A route's address with its parameters filled in; for links too. */
export function addressOf<R extends ApiRoute>(route: R, { params, query }: Args<R>): string {
  const [, path = ""] = route.split(" ");
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(new Map<string, unknown>(Object.entries(params ?? {})).get(name))),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (typeof value === "string" ? value !== "" : typeof value === "number" || typeof value === "boolean")
      search.set(name, String(value));
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError("unreachable", 0, "The Worker can't be reached. Is it running, and are you online?");
  }
}

/** What the Worker has said of a call that it refused. */
export function errorOf(status: number, text: string): ApiError {
  const body = parsed(text);
  if (typeof body === "object" && body !== null && "error" in body) {
    const { error } = body;
    if (typeof error === "object" && error !== null && "code" in error && "message" in error)
      return new ApiError(String(error.code), status, String(error.message));
  }
  return new ApiError("unreachable", status, `The Worker answered ${status} and did not say why.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, perhaps: whatever it is, it is no answer of ours.
    return null;
  }
}
