import { z } from "zod";
import { type ArtefactName, type ArtefactRow, artefactRow, touchedSince } from "../../db/artefacts.ts";
import type { Database } from "../../db/database.ts";
import {
  type Artefact,
  type ArtefactKind,
  emptyArtefact,
  entrySchema,
} from "../../domain/artefacts/artefact.ts";
import { artefactForms } from "../../domain/artefacts/forms.ts";
import { undo } from "../../domain/artefacts/restore.ts";
import { SignalboxError } from "../../platform/errors.ts";

/** A document as it is stored. */
export interface StoredArtefact extends Artefact {
  /** Null: nothing has been written yet. */
  updatedAt: number | null;
  updatedBy: string | null;
}

const stored = z.array(entrySchema);

/**
 * A project's document as it is now; an empty one where nothing has been written.
 * @throws SignalboxError `conflict` when its entries are stored in another form than this version reads: they stay as they are.
 */
export async function readArtefact(
  db: Database,
  project: string,
  kind: ArtefactKind,
): Promise<StoredArtefact> {
  return storedArtefact({ project, kind }, await artefactRow(db, { project, kind }));
}

/** A document by its row. @throws like `readArtefact`. */
export function storedArtefact(
  { project, kind }: ArtefactName,
  row: ArtefactRow | undefined,
): StoredArtefact {
  if (row === undefined) return { ...emptyArtefact(kind), updatedAt: null, updatedBy: null };
  const { version, numbered, updatedAt, updatedBy } = row;
  const entries = stored.safeParse(row.entries);
  if (!entries.success)
    throw new SignalboxError(
      "conflict",
      `the ${artefactForms[kind].label} of ${project} is stored in a form that is not read here, and stays as it is at version ${version}: ${z.prettifyError(entries.error)}`,
    );
  return { kind, version, entries: entries.data, numbered, updatedAt, updatedBy };
}

/** A document as it was at an earlier version. */
export async function artefactAt(
  db: Database,
  { project, kind }: ArtefactName,
  version: number,
): Promise<Artefact> {
  const current = await readArtefact(db, project, kind);
  if (version > current.version) throw noSuchVersion(kind, version, current.version);
  const before = await touchedSince(db, { project, kind }, version);
  return { ...current, version, entries: undo(current.entries, before) };
}

export function noSuchVersion(kind: ArtefactKind, version: number, newest: number): SignalboxError {
  return new SignalboxError(
    "not_found",
    `the ${artefactForms[kind].label} has no version ${version}; the newest is ${newest}`,
  );
}
