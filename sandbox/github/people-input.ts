import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { parseJson } from "../json.ts";
import type { C } from "./rest-api/doors.ts";

export function isForm(c: C): boolean {
  return (c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded");
}

/** What a person has sent, from a page's form or as JSON. */
export function inputOf<T>(c: C, schema: z.ZodType<T>): T {
  const body = c.get("rawBody");
  const parsed = schema.safeParse(
    isForm(c) ? Object.fromEntries(new URLSearchParams(body)) : parseJson(body),
  );
  if (!parsed.success) throw new HTTPException(400, { message: z.prettifyError(parsed.error) });
  return parsed.data;
}
