/** Every failure the product names. Doors translate a code to a status once, in `httpStatus`. */
const statusByCode = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stopped: 409,
  too_large: 413,
  rate_limited: 429,
  not_configured: 503,
  unavailable: 503,
  llm_rejected: 502,
  llm_refused: 502,
  llm_unavailable: 503,
  llm_busy: 503,
  llm_output_invalid: 502,
  no_answer: 409,
  fix_failed: 502,
  cancelled: 409,
  stale: 409,
  effect_failed: 502,
  effect_unknown: 502,
} as const;

export type ErrorCode = keyof typeof statusByCode;

/** A failure with a code that a caller can act on and a message that names what to fix. */
export class SignalboxError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SignalboxError";
    this.code = code;
  }
}

/** The HTTP status a code is answered with. */
export function httpStatus(code: ErrorCode): (typeof statusByCode)[ErrorCode] {
  return statusByCode[code];
}

/** One line of what went wrong, for ledgers and logs; never a stack. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
