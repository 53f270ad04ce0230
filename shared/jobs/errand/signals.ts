import { z } from "zod";
import type { SignalForm } from "../../spine/signal-form.ts";

export const actionRequestSchema = z.strictObject({
  kind: z.string().min(1).max(100),
  payload: z.record(z.string(), z.unknown()),
  project: z.string().min(1).max(100).optional(),
  /** Slack channel in which people are asked and told. */
  channel: z.string().min(1).max(100).optional(),
  /** After this moment it must not happen without being asked for again. */
  deadline: z.iso.datetime().optional(),
});

/** An action that somebody proposes, as it came: policy has not looked at it yet. */
const actionRequest = z.strictObject({
  type: z.literal("action"),
  by: z.string(),
  request: actionRequestSchema,
  /** Ids of signals that speak for it besides its own. */
  sources: z.array(z.string()).max(300).optional(),
});
export type ActionRequest = z.infer<typeof actionRequest>;

export const actionForm: SignalForm<ActionRequest> = {
  schema: actionRequest,
  words: ({ by, request }) => `${by} proposed ${request.kind}: ${JSON.stringify(request.payload)}`,
};

/** A day's digest of what waits; the day in UTC, as 2026-11-21. */
const digestRequest = z.strictObject({ type: z.literal("digest"), day: z.string() });
export type DigestRequest = z.infer<typeof digestRequest>;

export const digestForm: SignalForm<DigestRequest> = {
  schema: digestRequest,
  words: ({ day }) => `the digest of ${day} is due`,
};
