import { asc, eq } from "drizzle-orm";
import type { PhaseRun } from "../../shared/changes/evidence-text.ts";
import type { Database } from "../../shared/db/database.ts";
import { phaseRuns } from "../../shared/db/schema.ts";

/** What is shown of an assignment's runs; their outputs stay where they are. */
export async function runsOf(db: Database, assignmentId: string): Promise<PhaseRun[]> {
  const rows = await db
    .select()
    .from(phaseRuns)
    .where(eq(phaseRuns.assignmentId, assignmentId))
    .orderBy(asc(phaseRuns.at), asc(phaseRuns.id));
  return rows.map((row) => ({ ...row, failures: [] }));
}
