import { z } from "zod";

const values = z.record(z.string(), z.unknown());

/** What the stand-in does next in a conversation of the agent loop. */
export const turnSchema = z.union([
  z.strictObject({ tool: z.string().min(1), input: values }),
  /** Words, and the turn is over. */
  z.strictObject({ text: z.string().min(1) }),
  /** The structured answer, and with it the end. */
  z.strictObject({ structured: values }),
  /** An error of the API instead of an answer. */
  z.strictObject({ status: z.number().int().min(400).max(599), error: z.string().min(1) }),
]);
export type Turn = z.infer<typeof turnSchema>;

const errorTypes: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  529: "overloaded_error",
};

/** The API's name for an error of a status. */
export function errorTypeOf(status: number): string {
  return errorTypes[status] ?? "api_error";
}

/** A value with `{{cwd}}` in its strings replaced, at any depth. */
export function withCwd<T>(turn: T, cwd: string): T {
  return JSON.parse(JSON.stringify(turn), (_key, value: unknown) =>
    typeof value === "string" ? value.replaceAll("{{cwd}}", cwd) : value,
  );
}
