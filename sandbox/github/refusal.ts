import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";

interface FieldError {
  resource: string;
  field?: string;
  code: string;
  message?: string;
}

const documentation = "https://docs.github.com/rest";

/** What GitHub refuses, in its own form. Thrown anywhere below the API; the twin answers with it. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    status: ContentfulStatusCode,
    message: string,
    errors: FieldError[] = [],
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  get body(): object {
    return {
      message: this.message,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
      documentation_url: documentation,
      status: String(this.status),
    };
  }
}

export const notFound = (): Refusal => new Refusal(404, "Not Found");

/** A value that GitHub's validation refuses. */
export function invalid(resource: string, field: string, message: string): Refusal {
  return new Refusal(422, "Validation Failed", [{ resource, field, code: "custom", message }]);
}

/** A body that has not the form of the request. */
export function malformed(error: z.ZodError): Refusal {
  return new Refusal(
    422,
    "Invalid request.",
    error.issues.map((issue) => ({
      resource: "body",
      field: issue.path.join("."),
      code: "invalid",
      message: issue.message,
    })),
  );
}
