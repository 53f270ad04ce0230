import { Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import { clockOf } from "../../../../../shared/domain/transcript/cue.ts";
import type { ActionNote, MeetingNotes, Moment, Note } from "../../../../../shared/domain/meeting/notes.ts";
import classes from "./meetings.module.css";

type OnMoment = (moment: Moment) => void;

/** Notes by what they are. A click on a moment leads to its words. */
export function NotesList({ notes, onMoment }: { notes: MeetingNotes; onMoment: OnMoment }): ReactElement {
  const { summary, decisions, actions, questions, risks, leftOut } = notes;
  return (
    <div>
      <Part title="Summary" notes={summary} onMoment={onMoment} />
      <Part title="Decisions" notes={decisions} onMoment={onMoment} />
      <Part title="Actions" notes={actions} onMoment={onMoment} more={taken} />
      <Part title="Open questions" notes={questions} onMoment={onMoment} />
      <Part title="Risks" notes={risks} onMoment={onMoment} />
      {leftOut > 0 && (
        <Text size="sm" c="dimmed">
          {leftOut} {leftOut === 1 ? "note was" : "notes were"} left out: the transcript does not have the
          words.
        </Text>
      )}
    </div>
  );
}

function Part<N extends Note>({
  title,
  notes,
  onMoment,
  more,
}: {
  title: string;
  notes: readonly N[];
  onMoment: OnMoment;
  more?: (note: N) => string;
}): ReactElement | null {
  if (notes.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mt="sm">
        {title}
      </Title>
      <ul className={classes["notes"]}>
        {notes.map((note) => (
          <li key={`${note.moment.segment}/${note.text}`}>
            {note.text}
            {more !== undefined && (
              <Text size="sm" fw={600}>
                {more(note)}
              </Text>
            )}
            <button type="button" className={classes["moment"]} onClick={() => onMoment(note.moment)}>
              {placeOf(note.moment)}: “{note.moment.quote}”
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function taken({ owner, due }: ActionNote): string {
  return `${owner ?? "Nobody has taken it"}${due === null ? "" : `, by ${due}`}`;
}

function placeOf({ atMs, speaker }: Moment): string {
  return `${speaker ?? "somebody"}${atMs === 0 ? "" : ` at ${clockOf(atMs / 1000)}`}`;
}
