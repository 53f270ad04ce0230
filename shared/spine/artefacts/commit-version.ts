import type { SQL } from "drizzle-orm";
import {
  type ArtefactName,
  closeSuggestions,
  insertVersion,
  putArtefact,
  type SuggestionRow,
} from "../../db/artefacts.ts";
import { insertWhere } from "../../db/insert-where.ts";
import { artefactSuggestions } from "../../db/schema.ts";
import { type Author, authorName } from "../../domain/artefacts/artefact.ts";
import type { Applied } from "../../domain/artefacts/draft.ts";
import { isPending } from "../../domain/artefacts/suggestions.ts";
import type { LedgerEntry } from "../../domain/ledger.ts";
import type { Ground } from "../ground.ts";
import type { Entry } from "../../db/ledger.ts";
import { hit, recordAll } from "../record.ts";
import { corrections } from "./corrections.ts";
import { describeChange } from "./describe-change.ts";
import { suggestionRows } from "./suggestion-rows.ts";

/** Who changes a document, and why. */
export interface Cause {
  author: Author;
  reason: string;
  /** The action by which it happens; null: a person does it. */
  actionId: string | null;
  taskId: string | null;
}

/** What goes into the same batch. */
interface Beside {
  /** It is written only where this holds. */
  guard?: SQL;
  /** More that is written, where the version was. */
  entries?: (mine: SQL) => Entry[];
  /** The suggestion that a person takes with it: that corrects nobody. */
  takes?: string;
}

/**
 * Writes what has become of a document, as the next version, with all that follows from it, in one batch. False when
 * somebody else has written that version: then nothing is. `waiting`: the open suggestions; what comes to nothing now
 * waits no longer.
 */
export async function commitVersion(
  ground: Ground,
  name: ArtefactName,
  made: Applied,
  cause: Cause,
  waiting: readonly SuggestionRow[],
  { guard, entries = () => [], takes }: Beside = {},
): Promise<boolean> {
  const { db } = ground;
  const { artefact, changes, before } = made;
  const at = ground.now();
  const { version, numbered } = artefact;
  const author = authorName(cause.author);
  const { reason, actionId } = cause;
  const row = { ...name, version, changes, before, author, reason, actionId, at };
  const { statement, mine } = insertVersion(db, row, guard);
  const [suggested, judged] = await Promise.all([
    suggestionRows(ground, name, made.suggested, cause),
    cause.author.kind === "person" && actionId === null && takes === undefined
      ? corrections(ground, name, { version, changes, before, by: author, reason }, mine)
      : [],
  ]);
  const over = waiting
    .filter(({ id, change }) => id !== takes && !isPending(artefact, change))
    .map(({ id }) => id);
  const closed = [...over, ...suggested.superseded];
  const superseded = { state: "superseded", decidedBy: null, decidedAt: at } as const;
  const document = {
    ...name,
    version,
    entries: [...artefact.entries],
    numbered,
    updatedBy: author,
    updatedAt: at,
  };
  const [[written] = []] = await recordAll(ground, [
    {
      records: [
        statement,
        putArtefact(db, document, mine),
        ...(closed.length === 0 ? [] : [closeSuggestions(db, closed, superseded, mine)]),
        ...suggested.rows.map((one) => insertWhere(db, artefactSuggestions, one, mine).onConflictDoNothing()),
      ],
      facts: [changedFact(name, made, cause, at, suggested.rows.length)],
      guard: mine,
    },
    ...judged,
    ...entries(mine),
  ]);
  return hit(written);
}

function changedFact(
  { project, kind }: ArtefactName,
  { artefact, changes, problems }: Applied,
  { author, reason, actionId, taskId }: Cause,
  at: number,
  suggested: number,
): LedgerEntry {
  const by = authorName(author);
  const { version } = artefact;
  return {
    id: `artefact/${project}/${kind}/${version}`,
    at,
    taskId,
    type: "artefact.changed",
    summary: describeChange({ project, kind }, changes, by, reason),
    data: {
      project,
      kind,
      version,
      by,
      actionId,
      entries: changes.map(({ op, id }) => ({ op, id })),
      suggested,
      problems,
    },
  };
}
