import type { z } from "zod";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { problemsOf } from "../../shared/platform/problems.ts";

/** What a service has sent, in the form that it documents. @throws SignalboxError `bad_request` naming what is wrong. */
export function parse<T>(service: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success)
    throw new SignalboxError("bad_request", `not what ${service} sends: ${problemsOf(result.error)}`);
  return result.data;
}
