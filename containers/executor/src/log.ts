/**
 * The fields a log line may carry. There is no field for a body, a text of the model or a token, so logging one does
 * not compile.
 */
interface LogFields {
  assignmentId?: string;
  place?: number;
  port?: number;
  places?: number;
  code?: string;
  reason?: string;
  ms?: number;
}

function write(level: "info" | "warn" | "error", event: string, fields: LogFields): void {
  console[level](JSON.stringify({ level, event, ...fields }));
}

/** Structured log: a stable event name and typed fields, one JSON object a line. */
export const log = {
  info: (event: string, fields: LogFields = {}) => write("info", event, fields),
  warn: (event: string, fields: LogFields = {}) => write("warn", event, fields),
  error: (event: string, fields: LogFields = {}) => write("error", event, fields),
};
