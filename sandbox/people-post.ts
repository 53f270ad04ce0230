import type { Context } from "hono";
import { z } from "zod";
import { parseJson } from "./json.ts";
import type { TwinEnv } from "./twin.ts";

type C = Context<TwinEnv>;

const isForm = (c: C): boolean => (c.req.header("content-type") ?? "").includes("form-urlencoded");

/** What a person has sent, with the form of a page or as JSON. Empty fields of a form are left out. */
export function posted<T>(c: C, schema: z.ZodType<T>): { fields: T } | { refused: Response } {
  const body = c.get("rawBody");
  const sent = isForm(c)
    ? Object.fromEntries(Array.from(new URLSearchParams(body)).filter(([, value]) => value !== ""))
    : parseJson(body);
  const parsed = schema.safeParse(sent);
  return parsed.success
    ? { fields: parsed.data }
    : { refused: c.json({ error: z.prettifyError(parsed.error) }, 400) };
}

/** A form leads back to its page; JSON is answered with JSON. */
export function done(c: C, page: string, answer: object): Response {
  return isForm(c) ? c.redirect(page, 303) : c.json(answer);
}
