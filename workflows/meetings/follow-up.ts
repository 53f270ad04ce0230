import { artefactUpdate } from "../../shared/actions/artefact-update.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import {
  decisionChanges,
  mostTickets,
  ticketOf,
  ticketPlace,
} from "../../shared/jobs/meetings/notes/what-follows.ts";
import { act } from "../../shared/spine/act.ts";
import { suggestChanges } from "../../shared/spine/artefacts/suggest-changes.ts";
import { foresee } from "../../shared/spine/foresee.ts";
import { recordAll } from "../../shared/spine/record.ts";
import { enqueueSoon } from "../../shared/spine/receive.ts";
import { newSignal } from "../../shared/spine/record-signals.ts";
import { errandSignal } from "../../shared/spine/spawn-errand.ts";
import type { DurableRun } from "../durable-run.ts";
import { proposedNotes } from "./agree-on-notes.ts";
import type { BegunMeeting } from "./begun-meeting.ts";

/** What follows from notes that people have agreed to. */
export interface Followed {
  tickets: number;
  /** Why there are fewer tickets than actions; null: there are not. */
  untold: string | null;
  decisions: number;
}

/** Proposes a ticket for each action, and brings the decisions into the project's log where it is watched. */
export async function followUp(run: DurableRun, begun: BegunMeeting): Promise<Followed> {
  const { tickets, untold } = await proposeTickets(run, begun);
  const decisions = await run.attempt("log decisions", async () => logDecisions(run, begun));
  return { tickets, untold, decisions };
}

/** Each ticket is a task of its own, with its own verdict: it may wait as long as it takes. */
async function proposeTickets(run: DurableRun, begun: BegunMeeting): Promise<Omit<Followed, "decisions">> {
  return run.once("propose tickets", async () => {
    const { spine, taskId, project } = run;
    const payload = await proposedNotes(run, begun);
    const { actions } = payload.notes;
    const place = ticketPlace(spine.settings.RULES, project);
    if (place === null || actions.length === 0)
      return {
        tickets: 0,
        untold: actions.length === 0 ? null : `RULES name no Jira project of ${project}`,
      };
    const wanted = actions.slice(0, mostTickets);
    const signals = wanted.map((action, n) =>
      errandSignal({
        taskId,
        key: `ticket-${n + 1}`,
        kind: "jira_create_ticket",
        payload: { ...ticketOf(action, payload, place) },
        provenance: begun.provenance,
        project,
        channel: begun.came.channel,
      }),
    );
    await recordAll(spine, [
      {
        facts: [
          run.fact("tickets", "meeting.followed", `${wanted.length} tickets are proposed in ${place}`, {
            tickets: wanted.length,
            place,
          }),
        ],
        records: signals.map((signal) => newSignal(spine, signal)),
      },
    ]);
    for (const signal of signals) enqueueSoon(spine, signal);
    const untold =
      wanted.length < actions.length
        ? `tickets are proposed for the first ${mostTickets} of ${actions.length} actions`
        : null;
    return { tickets: wanted.length, untold };
  });
}

/** What the crew may not write by itself is suggested beside the log. Returns how many decisions went either way. */
async function logDecisions(run: DurableRun, begun: BegunMeeting): Promise<Attempt<number>> {
  const { spine, taskId, project } = run;
  const payload = await proposedNotes(run, begun);
  const isWatched = Object.hasOwn(spine.settings.RULES.projectWatch, project);
  const source = `meeting:${begun.came.meeting}/${begun.came.digest}`;
  const changes = decisionChanges(payload, source);
  if (!isWatched || changes.length === 0) return { kind: "done", value: 0 };
  const reason = `decided in ${payload.title} on ${payload.on}`;
  const proposal = {
    taskId,
    key: "log-decisions",
    kind: artefactUpdate.kind,
    payload: { project, artefact: "decision_log" as const, changes, reason },
    provenance: begun.provenance,
    sources: [source],
    revision: 1,
  };
  const { kind } = await foresee(spine, proposal);
  if (kind === "auto") {
    const done = await act(spine, proposal);
    if (done.kind !== "done") return done;
  } else await suggestChanges(spine, { project, kind: "decision_log", changes, reason, taskId });
  await run.recordNow([
    run.fact(
      "decisions",
      "meeting.followed",
      kind === "auto"
        ? `${changes.length} decisions went into the decision log`
        : `${changes.length} decisions are suggested for the decision log`,
      { decisions: changes.length },
    ),
  ]);
  return { kind: "done", value: changes.length };
}
