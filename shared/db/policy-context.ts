import { and, desc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { autonomyLevels as levels } from "../domain/autonomy.ts";
import { outcomes } from "../domain/outcome.ts";
import { placeEnds, placeOf } from "../domain/target.ts";
import type { Database } from "./database.ts";
import { actionOutcomes, autonomyLevels } from "./schema.ts";

/** As many endings as a precedent looks back. */
const precedentLength = 5;

/** An action's whereabouts: known values, or expressions that find them. */
export interface Whereabouts {
  project: string | SQL<string>;
  kind: string | SQL<string>;
  target: string | SQL<string>;
}

/** The place of a target that may be known only inside the batch. */
function placeOfEither(target: string | SQL<string>): string | SQL<string> {
  return typeof target === "string"
    ? placeOf(target)
    : sql<string>`substr(${target}, 1, instr(replace(${target}, ${placeEnds.replaced}, ${placeEnds.by}) || ${placeEnds.by}, ${placeEnds.by}) - 1)`;
}

const policyRecords = z.object({
  /** The levels of a project and of one kind in it. */
  levels: z.array(z.object({ kind: z.string(), level: z.literal(levels) })),
  /** How the last actions of a kind ended, newest first. */
  past: z.array(z.enum(outcomes)),
  /** The repositories that were made on behalf of the project, as `owner/name`. */
  made: z.array(z.string()).transform(namesOf),
});
/** What is on record that policy asks for. */
export type PolicyRecords = z.output<typeof policyRecords>;

/**
 * All of it as one column, to be selected beside whatever is asked for: it needs no table of its own.
 * @param except an action that doesn't count among those before it
 * @param of whether those before count at the target's place alone, or wherever they were
 */
export function policyColumn(
  db: Database,
  { project, kind, target }: Whereabouts,
  except: string,
  of: "target" | "kind",
) {
  const level = db
    .select({ kind: autonomyLevels.kind, level: autonomyLevels.level })
    .from(autonomyLevels)
    .where(
      and(
        eq(autonomyLevels.project, project),
        or(eq(autonomyLevels.kind, "*"), eq(autonomyLevels.kind, kind)),
      ),
    );
  const past = db
    .select({ outcome: actionOutcomes.outcome })
    .from(actionOutcomes)
    .where(
      and(
        eq(actionOutcomes.project, project),
        eq(actionOutcomes.kind, kind),
        of === "target" ? eq(actionOutcomes.target, placeOfEither(target)) : undefined,
        ne(actionOutcomes.actionId, except),
      ),
    )
    .orderBy(desc(actionOutcomes.at))
    .limit(precedentLength);
  const records = sql<PolicyRecords>`json_object(
    'levels', (SELECT json_group_array(json_object('kind', kind, 'level', level)) FROM (${level})),
    'past', (SELECT json_group_array(outcome) FROM (${past})),
    'made', (SELECT json_group_array(target) FROM (${madeTargets(db, project)})))`;
  return records.mapWith((json: string) => policyRecords.parse(JSON.parse(json)));
}

/** The repositories that were made on behalf of a project, and that nobody has taken back, as `owner/name`. */
export async function madeRepositories(db: Database, project: string): Promise<string[]> {
  return namesOf((await madeTargets(db, project)).map(({ target }) => target));
}

function madeTargets(db: Database, project: string | SQL<string>) {
  return db
    .select({ target: actionOutcomes.target })
    .from(actionOutcomes)
    .where(
      and(
        eq(actionOutcomes.project, project),
        eq(actionOutcomes.kind, "repository_create"),
        eq(actionOutcomes.outcome, "accepted"),
      ),
    );
}

function namesOf(targets: readonly string[]): string[] {
  return targets.map((target) => target.replace(/^github:/, ""));
}
