import { z } from "zod";

/** An address as Resend takes it: bare, or behind a name. */
const address = z.string().refine((value) => {
  const bare = /^[^<>]*<([^<>]+)>$/.exec(value)?.[1] ?? value;
  return z.email().safeParse(bare.trim()).success;
}, "must be `email@example.com` or `Name <email@example.com>`");

const addresses = z.union([address, z.array(address).min(1).max(50)]);
const tagWord = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, "takes letters, digits, _ and - only");

/** What `POST /emails` takes, as far as Signalbox may use it; anything else is refused. */
export const sendRequest = z
  .strictObject({
    from: address,
    to: addresses,
    cc: addresses.optional(),
    reply_to: addresses.optional(),
    subject: z.string().min(1),
    text: z.string().optional(),
    html: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    tags: z.array(z.strictObject({ name: tagWord, value: tagWord })).optional(),
  })
  .refine(({ text, html }) => text !== undefined || html !== undefined, "needs `text` or `html`");

export const verifiedDomains = z.strictObject({ verified: z.array(z.string().min(1)) });

const statusByName = {
  missing_api_key: 401,
  invalid_api_key: 403,
  invalid_idempotency_key: 400,
  invalid_idempotent_request: 409,
  validation_error: 422,
  /** Resend calls it a validation error as well. */
  domain_not_verified: 403,
  not_found: 404,
} as const;

/** Resend's error envelope and the status that goes with it. */
export function mailError(name: keyof typeof statusByName, message: string) {
  const statusCode = statusByName[name];
  return { statusCode, name: name === "domain_not_verified" ? "validation_error" : name, message };
}
export type MailError = ReturnType<typeof mailError>;
