import type { Channel, RefusalCode } from "../../shared/domain/approval.ts";
import type { Caller } from "./caller.ts";

/** Who decides through the API, and how they came. */
export function decider({ person, via }: Caller): { by: string; channel: Channel } {
  return { by: person.id, channel: via === "token" ? "api" : "dashboard" };
}

/** A decision that doesn't count, as the API says it. */
export function refused({ code, reason }: { code: RefusalCode; reason: string }): Response {
  return Response.json({ error: { code, message: reason } }, { status: statuses[code] });
}

const statuses = {
  not_found: 404,
  not_allowed: 403,
  not_the_question: 409,
  own_request: 403,
  reason_missing: 400,
  digest_mismatch: 409,
  already_decided: 409,
  superseded: 409,
  expired: 409,
} as const satisfies Record<RefusalCode, number>;
