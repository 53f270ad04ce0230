import { artefactsEndpoints } from "../../shared/api/artefacts.ts";
import {
  artefactOverview,
  artefactVersionRows,
  type SuggestionRow,
  suggestionsOf,
  type VersionRow,
} from "../../shared/db/artefacts.ts";
import { artefactKinds, type Entry } from "../../shared/domain/artefacts/artefact.ts";
import { formProblems } from "../../shared/domain/artefacts/form-problems.ts";
import { decideSuggestion } from "../../shared/spine/artefacts/decide-suggestion.ts";
import { artefactAt, readArtefact } from "../../shared/spine/artefacts/read-artefact.ts";
import { restoreArtefact } from "../../shared/spine/artefacts/restore-artefact.ts";
import { writeArtefact } from "../../shared/spine/artefacts/write-artefact.ts";
import { reviewAutonomy } from "../../shared/spine/autonomy.ts";
import type { Spine } from "../../shared/spine/context.ts";
import { artefactFile } from "./artefact-files.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { projectOfPath } from "./known.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

/** A project's documents: reading and changing them, their versions, and what the crew suggests. */
export const artefactsApi = {
  list: serve(artefactsEndpoints.list, async ({ spine, params: { project } }) => {
    projectOfPath(spine, project);
    const { states, waiting } = await artefactOverview(spine.db, project);
    return {
      artefacts: artefactKinds.map((kind) => {
        const state = states.find((one) => one.kind === kind);
        return {
          kind,
          version: state?.version ?? 0,
          entries: state?.entries ?? 0,
          updatedAt: isoOrNull(state?.updatedAt ?? null),
          updatedBy: state?.updatedBy ?? null,
          suggestions: waiting.find((one) => one.kind === kind)?.n ?? 0,
        };
      }),
    };
  }),
  get: serve(artefactsEndpoints.get, async ({ spine, params: { project, kind }, query }) => {
    projectOfPath(spine, project);
    const [current, suggestions] = await Promise.all([
      readArtefact(spine.db, project, kind),
      query.version === undefined ? suggestionsOf(spine.db, { project, kind }, ["open"]) : [],
    ]);
    const shown =
      query.version === undefined ? current : await versionView(spine, project, kind, query.version);
    return {
      kind,
      version: shown.version,
      updatedAt: isoOrNull(shown.updatedAt),
      updatedBy: shown.updatedBy,
      entries: shown.entries.map(entryView),
      suggestions: suggestions.map(suggestionView),
      problems: formProblems(shown),
    };
  }),
  change: serve(artefactsEndpoints.change, async ({ spine, person, params: { project, kind }, body }) => {
    projectOfPath(spine, project);
    assertTheirs(spine, person, { project });
    const { version: seen, changes, reason } = body;
    const author = { kind: "person", id: person.id } as const;
    const { version } = await writeArtefact(spine, {
      project,
      kind,
      changes,
      author,
      reason,
      actionId: null,
      seen,
    });
    await weighCorrections(spine, project);
    return { version };
  }),
  versions: serve(artefactsEndpoints.versions, async ({ spine, params: { project, kind }, query }) => {
    projectOfPath(spine, project);
    const { before = null, limit } = query;
    const rows = await artefactVersionRows(spine.db, { project, kind }, limit, before);
    return {
      versions: rows.map(versionRowView),
      next: rows.length < limit ? null : (rows.at(-1)?.version ?? null),
    };
  }),
  restore: serve(artefactsEndpoints.restore, async ({ spine, person, params: { project, kind }, body }) => {
    projectOfPath(spine, project);
    assertTheirs(spine, person, { project });
    const { version: seen, to, reason } = body;
    const version = await restoreArtefact(spine, { project, kind, seen, to, by: person.id, reason });
    await weighCorrections(spine, project);
    return { version };
  }),
  exportAs: serve(
    artefactsEndpoints.exportAs,
    async ({ spine, params: { project, kind }, query: { format } }) => {
      projectOfPath(spine, project);
      return artefactFile(project, await readArtefact(spine.db, project, kind), format);
    },
  ),
  decide: serve(
    artefactsEndpoints.decide,
    async ({ spine, person, params: { project, id }, body: { decision } }) => {
      projectOfPath(spine, project);
      assertTheirs(spine, person, { project });
      const version = await decideSuggestion(spine, { project, id, decision, by: person.id });
      await weighCorrections(spine, project);
      return { kind: decision, version };
    },
  ),
} satisfies Record<keyof typeof artefactsEndpoints, Served>;

/** What a person has put right may be so much that the crew should be trusted with less. */
async function weighCorrections(spine: Spine, project: string): Promise<void> {
  await reviewAutonomy(spine, project, "artefact_update");
}

async function versionView(
  spine: Spine,
  project: string,
  kind: (typeof artefactKinds)[number],
  version: number,
) {
  const [artefact, [row]] = await Promise.all([
    artefactAt(spine.db, { project, kind }, version),
    artefactVersionRows(spine.db, { project, kind }, 1, version + 1),
  ]);
  return { ...artefact, updatedAt: row?.at ?? null, updatedBy: row?.author ?? null };
}

function entryView({ createdAt, updatedAt, ...entry }: Entry) {
  return { ...entry, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

function suggestionView({ id, kind, entryId, change, reason, taskId, at }: SuggestionRow) {
  return { id, kind, entryId, change, reason, taskId, at: iso(at) };
}

function versionRowView({ version, author, reason, actionId, at, changes, before }: VersionRow) {
  const touched = Object.entries(before).map(([id, entry]) => [id, entry === null ? null : entryView(entry)]);
  return {
    version,
    author,
    reason,
    actionId,
    at: iso(at),
    changes,
    before: Object.fromEntries(touched),
  };
}
