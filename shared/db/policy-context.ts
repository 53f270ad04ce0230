import { and, desc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import type { AutonomyLevel } from "../domain/autonomy.ts";
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

/** The levels of a project and of one kind in it. */
export function levelsOf(db: Database, { project, kind }: Pick<Whereabouts, "project" | "kind">) {
  return db
    .select({ kind: autonomyLevels.kind, level: autonomyLevels.level })
    .from(autonomyLevels)
    .where(
      and(
        eq(autonomyLevels.project, project),
        or(eq(autonomyLevels.kind, "*"), eq(autonomyLevels.kind, kind)),
      ),
    );
}

/** How the last actions of a kind ended, at the place of a target or wherever it was, newest first. */
export function precedentOf(db: Database, where: Whereabouts, except: string, of: "target" | "kind") {
  return db
    .select({ outcome: actionOutcomes.outcome })
    .from(actionOutcomes)
    .where(
      and(
        eq(actionOutcomes.project, where.project),
        eq(actionOutcomes.kind, where.kind),
        of === "target" ? eq(actionOutcomes.target, placeOfEither(where.target)) : undefined,
        ne(actionOutcomes.actionId, except),
      ),
    )
    .orderBy(desc(actionOutcomes.at))
    .limit(precedentLength);
}

/** The repositories that were made on behalf of a project, and that nobody has taken back. */
export function madeRepositories(db: Database, project: string | SQL<string>) {
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

/** Their names, as `owner/name`. */
export function namesOf(made: readonly { target: string }[]): string[] {
  return made.map(({ target }) => target.replace(/^github:/, ""));
}

export type LevelRow = { kind: string; level: AutonomyLevel };
