import { z } from "zod";
import { SignalboxError } from "../../shared/platform/errors.ts";

/** Where a list goes on: the sort key of its last row. */
export interface Cursor {
  at: number;
  id: string;
}

const query = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d+~.+$/, "must be a nextCursor of an earlier answer")
    .optional(),
});

/** @throws SignalboxError `bad_request` naming the parameter that is wrong. */
export function parsePage(raw: Record<string, string>): { limit: number; before: Cursor | null } {
  const parsed = query.safeParse(raw);
  if (!parsed.success) throw new SignalboxError("bad_request", z.prettifyError(parsed.error));
  const { limit, cursor } = parsed.data;
  if (cursor === undefined) return { limit, before: null };
  const at = cursor.slice(0, cursor.indexOf("~"));
  return { limit, before: { at: Number(at), id: cursor.slice(at.length + 1) } };
}

/** The cursor behind a page: null when the page wasn't full. */
export function nextCursor<T>(rows: readonly T[], limit: number, keyOf: (row: T) => Cursor): string | null {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limit) return null;
  const { at, id } = keyOf(last);
  return `${at}~${id}`;
}
