import { memoriesEndpoints } from "../../shared/api/memories.ts";
import { listMemories, memoriesByIds } from "../../shared/db/memories.ts";
import type { Memory } from "../../shared/domain/memory.ts";
import { forget } from "../../shared/memory/forget.ts";
import { memoryTools } from "../../shared/memory/memory.ts";
import { takeNote } from "../../shared/memory/note.ts";
import { beginPlacingAnew, goOnPlacingAnew } from "../../shared/memory/place-anew.ts";
import { recall } from "../../shared/memory/recall.ts";
import { rememberNew } from "../../shared/memory/remember-new.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { projectNames } from "../../shared/policy/rules.ts";
import { assertTheirs } from "../../shared/spine/may-act.ts";
import { knownProject } from "./known.ts";
import { cursorOf, nextCursor } from "./page.ts";
import { serve, type Served } from "./serve.ts";
import { iso } from "./times.ts";

/** What the crew remembers. Whoever decides in a project has things written down and forgotten there. */
export const memoriesApi = {
  list: serve(memoriesEndpoints.list, async ({ spine, query }) => {
    const { project, kind, q = "", limit, cursor } = query;
    const { RULES } = spine.settings;
    const projects = project === undefined ? projectNames(RULES) : [knownProject(spine, project)];
    const scope = { projects, kinds: kind === undefined ? undefined : [kind] };
    // Whoever asks sees what happened a moment ago, too.
    await rememberNew(spine);
    const { isSemantic: semantic } = memoryTools(spine).embedder;
    if (q !== "") {
      const found = await recall(spine, q, scope, limit);
      const memories = found.map(({ memory, byWords, cosine }) => ({
        ...view(memory),
        found: { words: byWords !== null, closeness: cosine },
      }));
      return { memories, semantic, nextCursor: null };
    }
    const rows = await listMemories(spine.db, scope, limit, cursorOf(cursor));
    return {
      memories: rows.map((memory) => ({ ...view(memory), found: null })),
      semantic,
      nextCursor: nextCursor(rows, limit, ({ at, id }) => ({ at, id })),
    };
  }),
  note: serve(memoriesEndpoints.note, async ({ spine, person, body, onceKey }) => {
    knownProject(spine, body.project);
    assertTheirs(spine, person, { project: body.project });
    return { memory: view(await takeNote(spine, { ...body, by: person.id, onceKey })) };
  }),
  reindex: serve(memoriesEndpoints.reindex, async ({ spine, person, body: { begin } }) => {
    if (begin) await beginPlacingAnew(spine, person.id);
    const state = await goOnPlacingAnew(spine);
    return { reindex: state && { ...state, at: iso(state.at) } };
  }),
  forget: serve(memoriesEndpoints.forget, async ({ spine, person, params: { id } }) => {
    const [memory] = await memoriesByIds(spine.db, [id], null);
    if (memory === undefined) throw new SignalboxError("not_found", `there is no memory ${id}`);
    assertTheirs(spine, person, { project: memory.project });
    return { kind: "forgotten" as const, receipt: await forget(spine, memory, person.id) };
  }),
} satisfies Record<keyof typeof memoriesEndpoints, Served>;

function view({ id, project, kind, title, text, url, taskId, by, provenance, at }: Memory) {
  return { id, project, kind, title, text, url, taskId, by, provenance, at: iso(at) };
}
