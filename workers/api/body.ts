import type { Context } from "hono";
import { z } from "zod";
import { SignalboxError } from "../../shared/platform/errors.ts";

/** The JSON body in its form. @throws SignalboxError `bad_request` naming what is wrong. */
export async function parseBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  let value: unknown;
  try {
    value = await c.req.json();
  } catch (error) {
    throw new SignalboxError("bad_request", "the body is not JSON", { cause: error });
  }
  return checked(schema, value);
}

/** A value in its form. @throws SignalboxError `bad_request` naming what is wrong. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new SignalboxError("bad_request", z.prettifyError(result.error));
  return result.data;
}

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
