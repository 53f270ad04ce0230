import type { approvals } from "../../shared/db/schema.ts";
import { iso, isoOrNull } from "./times.ts";

/** An approval as it is shown. */
export function approvalView({
  changeId: _change,
  clockAt: _clock,
  riskRank: _rank,
  ...row
}: typeof approvals.$inferSelect) {
  const { createdAt, decidedAt, holdUntil, deadline, remindAt, expiresAt, ...rest } = row;
  return {
    ...rest,
    createdAt: iso(createdAt),
    decidedAt: isoOrNull(decidedAt),
    holdUntil: isoOrNull(holdUntil),
    deadline: isoOrNull(deadline),
    remindAt: isoOrNull(remindAt),
    expiresAt: isoOrNull(expiresAt),
  };
}
