import { and, eq, inArray, type SQL } from "drizzle-orm";
import { type ArtefactName, type VersionRow, versionsTouching } from "../../db/artefacts.ts";
import { actionOutcomes } from "../../db/schema.ts";
import { type Change, crewName } from "../../domain/artefacts/artefact.ts";
import type { Before } from "../../domain/artefacts/changes-between.ts";
import type { Ground } from "../ground.ts";
import { judgementEntry } from "../judge-action.ts";
import type { Entry } from "../../db/ledger.ts";
import { lookUp } from "../../platform/look-up.ts";

/** What a person changes later than that is the course of things, and no correction. */
const correctionMs = 14 * 24 * 60 * 60_000;

/** A person's change, as it will be written. */
interface Edit {
  /** The version that it makes. */
  version: number;
  changes: readonly Change[];
  before: Before;
  by: string;
  reason: string;
}

/**
 * What a person's change says of the crew's own: the actions that wrote what is changed now had to be corrected, and
 * trust is earned anew from here. It counts where `so` holds.
 */
export async function corrections(ground: Ground, name: ArtefactName, edit: Edit, so: SQL): Promise<Entry[]> {
  const ids = edit.changes.flatMap(({ op, id }) => (op === "add" ? [] : [id]));
  if (ids.length === 0) return [];
  const versions = await versionsTouching(ground.db, name, edit.version, ids, ground.now() - correctionMs);
  const actionIds = [
    ...new Set(edit.changes.flatMap((change) => correctedBy(change, edit.before, versions))),
  ];
  if (actionIds.length === 0) return [];
  const rows = await ground.db
    .select()
    .from(actionOutcomes)
    .where(and(inArray(actionOutcomes.actionId, actionIds), eq(actionOutcomes.outcome, "accepted")));
  const reason = edit.reason === "" ? "it was changed by hand" : edit.reason;
  return rows.map((row) =>
    judgementEntry(ground, row, { actionId: row.actionId, outcome: "corrected", by: edit.by, reason }, so),
  );
}

type Version = Pick<VersionRow, "author" | "actionId" | "changes">;

/** The crew's actions that wrote last what a change changes. */
function correctedBy(change: Change, before: Before, versions: readonly Version[]): string[] {
  const was = lookUp(before, change.id);
  if (change.op === "add" || !was) return [];
  if (change.op === "remove") return actionOf(versions.find((one) => made(one, change.id)));
  // To fill in what nobody had said corrects nobody.
  const fields = Object.keys(change.fields).filter((field) => (lookUp(was.fields, field) ?? "") !== "");
  return fields.flatMap((field) => actionOf(versions.find((one) => wrote(one, change.id, field))));
}

function made({ changes }: Version, id: string): boolean {
  return changes.some((one) => one.op === "add" && one.id === id);
}

function wrote({ changes }: Version, id: string, field: string): boolean {
  return changes.some((one) => {
    if (one.op === "remove" || one.id !== id || !Object.hasOwn(one.fields, field)) return false;
    // An entry begins with a status, and goes on from there.
    return one.op === "set" || field !== "status";
  });
}

function actionOf(version: Version | undefined): string[] {
  return version?.author === crewName && version.actionId !== null ? [version.actionId] : [];
}
