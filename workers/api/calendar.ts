import { z } from "zod";
import { calendarEndpoints } from "../../shared/api/calendar.ts";
import { approvalById } from "../../shared/db/approvals.ts";
import { calendarBetween } from "../../shared/db/publications.ts";
import { calendarState, clashing, mostEntries } from "../../shared/jobs/editorial/calendar.ts";
import { clashesOf } from "../../shared/jobs/editorial/clashes/clashes.ts";
import { publishingOf } from "../../shared/jobs/editorial/rules.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import { redact } from "../../shared/platform/redact.ts";
import { firstWords } from "../../shared/domain/said.ts";
import { projectNames } from "../../shared/policy/rules.ts";
import { whyGone } from "../../shared/spine/archive/why-gone.ts";
import { mayDecide } from "../../shared/spine/decide.ts";
import { inspect } from "../../shared/spine/verdict-input.ts";
import { knownProject } from "./known.ts";
import { serve, type Served } from "./serve.ts";
import { iso, isoOrNull } from "./times.ts";

/** What goes out when, and what gets in its way. */
export const calendarApi = {
  list: serve(calendarEndpoints.list, async ({ spine, person, query }) => {
    const { from, to, project } = query;
    if (project !== undefined) knownProject(spine, project);
    const span = { from: Date.parse(from), to: Date.parse(to), project };
    const found = await calendarBetween(spine.db, span, mostEntries + 1);
    const { RULES } = spine.settings;
    const rows = found.slice(0, mostEntries).map(({ action, approval, effect, task }) => {
      const { id: actionId, taskId, kind, target, digest } = action;
      const payload: unknown = JSON.parse(action.payload);
      const { seen } = inspect(spine, action.project, kind, payload);
      const state = calendarState(approval?.status ?? null, effect?.state ?? null);
      const whyNotOut = effect?.error ?? null;
      const isAhead = state === "waiting" || (state === "approved" && (effect?.sentAt ?? null) === null);
      return {
        actionId,
        taskId,
        project: action.project,
        kind,
        target,
        title: redact(wordsIn(payload) ?? task.title ?? seen?.preview.title ?? target),
        dueAt: action.dueAt ?? 0,
        state,
        error: whyNotOut === null ? null : redact(whyNotOut),
        url: effect?.result?.["url"] ?? null,
        approvalId: approval?.id ?? null,
        digest,
        movable: isAhead && approval !== null && mayDecide(spine, approval, person.id),
        movingAsks: state === "approved" && publishingOf(RULES, action.project).movingAsks,
      };
    });
    const inTheWay = clashing(rows);
    const projects = project === undefined ? projectNames(RULES) : [project];
    return {
      entries: rows.map(({ target: _target, ...row }) => ({
        ...row,
        dueAt: iso(row.dueAt),
        clashes: inTheWay.has(row.actionId),
      })),
      cut: found.length > mostEntries,
      publishing: Object.fromEntries(projects.map((name) => [name, publishingOf(RULES, name)])),
    };
  }),
  clashes: serve(calendarEndpoints.clashes, async ({ spine, params: { id } }) => {
    const found = await approvalById(spine.db, id);
    if (!found)
      throw new SignalboxError("not_found", await whyGone(spine.db, id, `there is no approval ${id}`));
    const { taskId, project, kind, payload } = found.action;
    const clashes = await clashesOf(spine, { taskId, project, kind, payload: JSON.parse(payload) });
    return {
      clashes: clashes.map(({ at, begins, ...one }) => ({
        ...one,
        at: isoOrNull(at),
        begins: redact(begins),
      })),
    };
  }),
} satisfies Record<keyof typeof calendarEndpoints, Served>;

const post = z.object({ text: z.string() });

/** A post is known by how it begins; null for what has a title. */
function wordsIn(payload: unknown): string | null {
  const read = post.safeParse(payload);
  return read.success ? firstWords(read.data.text) : null;
}
