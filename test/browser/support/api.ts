import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import type { z } from "zod";
import type { Running } from "./setup.ts";

interface Call {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: object;
  /** Whose token; the operator's if nothing is said. */
  token?: string;
  /** Another system than the one that all tests share. */
  system?: Running;
}

/** Calls the Worker's API as somebody does who isn't at the dashboard. `answer` is the endpoint's own schema. */
export async function api<T>(
  answer: z.ZodType<T>,
  path: string,
  { method = "GET", body, system = inject("running"), token = system.apiToken }: Call = {},
): Promise<T> {
  const response = await fetch(`${system.urls.worker}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return answer.parse(JSON.parse(text));
}
