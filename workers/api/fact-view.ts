import type { listLedger } from "../../shared/db/ledger.ts";
import { redact, redactMembers } from "../../shared/platform/redact.ts";
import { iso } from "./times.ts";

type Row = Awaited<ReturnType<typeof listLedger>>[number];

/** A fact as it is shown: without personal data and secrets. */
export function factView({ seq, id, at, taskId, type, summary, data }: Row) {
  return { seq, id, at: iso(at), taskId, type, summary: redact(summary), data: redactMembers(data) };
}
