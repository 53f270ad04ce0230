import { z } from "zod";

/** The moment at which something is published, as it stands in its payload; null: as soon as it may. */
export const publishAt = z.iso
  .datetime("must be a moment such as 2026-11-30T09:00:00Z")
  .nullable()
  .default(null);

/** The same as the spine's clock has it. */
export function dueAt(payload: { publishAt: string | null }): number | null {
  return payload.publishAt === null ? null : Date.parse(payload.publishAt);
}
