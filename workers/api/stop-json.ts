import { describeStop, type Stop } from "../../shared/domain/stop.ts";
import { redact } from "../../shared/platform/redact.ts";
import { iso, isoOrNull } from "./times.ts";

/** A stop as it is shown. */
export function stopView(stop: Stop) {
  const { id, scope, name, by, at, reason, resumedBy, resumedAt, resumedReason } = stop;
  return {
    id,
    scope,
    name,
    words: redact(describeStop(stop)),
    by,
    at: iso(at),
    reason: redact(reason),
    resumedBy,
    resumedAt: isoOrNull(resumedAt),
    resumedReason: resumedReason && redact(resumedReason),
  };
}
