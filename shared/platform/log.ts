import { redact } from "./redact.ts";

/**
 * The fields a log line may carry. There is no field for a body, a text or a token, so logging one does not compile.
 */
export interface LogFields {
  taskId?: string | undefined;
  signalId?: string | undefined;
  actionId?: string | undefined;
  queue?: string | undefined;
  attempts?: number | undefined;
  status?: number | undefined;
  code?: string | undefined;
  reason?: string | undefined;
  count?: number | undefined;
  ms?: number | undefined;
}

type Level = "info" | "warn" | "error";

function write(level: Level, event: string, fields: LogFields): void {
  const reason = fields.reason === undefined ? {} : { reason: redact(fields.reason) };
  console[level](JSON.stringify({ level, event, ...fields, ...reason }));
}

/** Structured log: a stable event name and typed fields, one JSON object a line. */
export const log = {
  info: (event: string, fields: LogFields = {}) => write("info", event, fields),
  warn: (event: string, fields: LogFields = {}) => write("warn", event, fields),
  error: (event: string, fields: LogFields = {}) => write("error", event, fields),
};
