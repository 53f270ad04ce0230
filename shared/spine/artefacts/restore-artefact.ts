import { type ArtefactName, artefactState, touchedSince } from "../../db/artefacts.ts";
import { restore } from "../../domain/artefacts/restore.ts";
import type { Ground } from "../ground.ts";
import { commitVersion } from "./commit-version.ts";
import { noSuchVersion, storedArtefact } from "./read-artefact.ts";
import { checkSeen } from "./write-artefact.ts";

export interface Restoring extends ArtefactName {
  /** The version that the person has seen. */
  seen: number;
  /** The version whose entries come back; 0: none. */
  to: number;
  by: string;
  reason: string;
}

/**
 * Makes a document what it was at an earlier version, as a new one. Returns its number; the present one when they are the
 * same.
 * @throws SignalboxError `conflict` when it is another version by now, `not_found` for a version that never was.
 */
export async function restoreArtefact(ground: Ground, restoring: Restoring): Promise<number> {
  const { project, kind, seen, to, by, reason } = restoring;
  const name = { project, kind };
  const { row, waiting } = await artefactState(ground.db, name, null);
  const current = storedArtefact(name, row);
  checkSeen(name, current, seen);
  if (to > current.version) throw noSuchVersion(kind, to, current.version);
  const before = await touchedSince(ground.db, name, to);
  const made = restore(current, before, by, ground.now());
  if (made.changes.length === 0) return current.version;
  const cause = { author: { kind: "person", id: by }, reason, actionId: null, taskId: null } as const;
  if (await commitVersion(ground, name, made, cause, waiting)) return made.artefact.version;
  // Somebody was faster between the look and the write: said as if it had been seen.
  return restoreArtefact(ground, restoring);
}
