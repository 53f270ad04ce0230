import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { type Running, theSystem } from "./system.ts";

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
  { method = "GET", body, token, system }: Call = {},
): Promise<T> {
  const { urls, apiToken } = system ?? (await theSystem());
  const response = await fetch(`${urls.worker}${path}`, {
    method,
    headers: { authorization: `Bearer ${token ?? apiToken}`, "idempotency-key": randomUUID() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return answer.parse(JSON.parse(text));
}
