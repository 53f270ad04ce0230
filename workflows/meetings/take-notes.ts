import { changeMeeting } from "../../shared/db/meetings.ts";
import { isNothing } from "../../shared/domain/meeting/notes-text.ts";
import type { FoundNote, FoundNotes } from "../../shared/jobs/meetings/notes/found-note.ts";
import {
  groundNotes,
  looksInstructing,
  type NotesGround,
} from "../../shared/jobs/meetings/notes/ground-notes.ts";
import {
  merged,
  mergePrompt,
  mergeSchema,
  mergeSystem,
  mergeTokens,
  withoutRepeats,
} from "../../shared/jobs/meetings/notes/merge-notes.ts";
import { notesOf } from "../../shared/jobs/meetings/notes/notes-of.ts";
import {
  readWindowPrompt,
  readWindowSchema,
  readWindowSystem,
  readWindowTokens,
} from "../../shared/jobs/meetings/notes/read-window.ts";
import { type Window, windowsOf } from "../../shared/jobs/meetings/notes/windows.ts";
import type { DurableRun } from "../durable-run.ts";
import { type BegunMeeting, groundOf } from "./begun-meeting.ts";

/** What there is to ask about: notes, or nothing, with why. */
export type Taken = { kind: "notes" } | { kind: "nothing"; reason: string };

/** Reads the transcript part by part, puts together what was noted, and keeps it with the meeting. */
export async function takeNotes(run: DurableRun, begun: BegunMeeting): Promise<Taken> {
  const windows = await run.once("parts of the transcript", async () =>
    windowsOf((await groundOf(run, begun)).segments),
  );
  if (windows.length === 0) return { kind: "nothing", reason: "the transcript has no words in it" };
  const read: FoundNotes[] = [];
  for (const [n, window] of windows.entries())
    read.push(await readWindow(run, begun, window, { n, of: windows.length }));
  const found = withoutRepeats(read.flatMap(({ notes }) => notes));
  const notes = windows.length === 1 || found.length === 0 ? found : await putTogether(run, found);
  const leftOut = read.reduce((sum, one) => sum + one.leftOut, 0);
  return run.once("keep notes", async () => {
    const kept = notesOf(
      notes,
      leftOut,
      read.some(({ instructs }) => instructs),
    );
    if (isNothing(kept))
      return {
        kind: "nothing",
        reason: `nothing in the transcript is worth a note${leftOut === 0 ? "" : `: ${leftOut} that the model made have no words in it`}`,
      } as const;
    await run.recordNow([], [changeMeeting(run.spine, begun.came.meeting, { notes: kept })]);
    return { kind: "notes" } as const;
  });
}

async function readWindow(
  run: DurableRun,
  begun: BegunMeeting,
  { from, to }: Window,
  { n, of }: { n: number; of: number },
): Promise<FoundNotes> {
  const step = `read part ${n + 1}`;
  let ground: NotesGround | null = null;
  const known = async () => (ground ??= await groundOf(run, begun));
  return run.answer(
    step,
    async (problems) => {
      const { segments, people } = await known();
      return {
        taskId: run.taskId,
        project: run.project,
        purpose: "notes",
        tier: "reasoner",
        system: readWindowSystem,
        user: readWindowPrompt(
          segments.slice(from, to),
          { from, part: `${n + 1} of ${of}`, people },
          problems,
        ),
        schema: readWindowSchema,
        maxTokens: readWindowTokens,
      };
    },
    () => [],
    async (said) => {
      const against = await known();
      const found = groundNotes(said, against);
      const instructs = found.instructs || looksInstructing(against.segments.slice(from, to));
      const kept: FoundNotes = { ...found, instructs };
      const summary = `${kept.notes.length} notes were made of part ${n + 1} of ${of}${kept.leftOut === 0 ? "" : `; ${kept.leftOut} have no words in the transcript and are left out`}${instructs ? "; something in it tries to give instructions" : ""}`;
      return {
        kept,
        facts: [
          run.fact(step, "meeting.read", summary, {
            notes: kept.notes.length,
            leftOut: kept.leftOut,
            instructs,
          }),
        ],
      };
    },
  );
}

async function putTogether(run: DurableRun, found: readonly FoundNote[]): Promise<FoundNote[]> {
  return run.answer(
    "put together",
    async (problems) => ({
      taskId: run.taskId,
      project: run.project,
      purpose: "merge",
      tier: "reasoner",
      system: mergeSystem,
      user: mergePrompt(found, problems),
      schema: mergeSchema,
      maxTokens: mergeTokens,
    }),
    () => [],
    async (said) => {
      const kept = merged(found, said);
      return {
        kept,
        facts: [
          run.fact("put together", "meeting.noted", `${kept.length} notes stay of ${found.length}`, {
            notes: kept.length,
            of: found.length,
          }),
        ],
      };
    },
  );
}
