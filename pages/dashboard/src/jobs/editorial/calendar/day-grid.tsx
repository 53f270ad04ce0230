import { Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Empty } from "../../../parts/empty.tsx";
import classes from "./calendar.module.css";
import { byDay, dayWords, type Entry, type Page, type View } from "./days.ts";
import { EntryCard } from "./entry-card.tsx";

/** Days side by side; on a phone one after the other, those with something on them. */
export function DayGrid({
  view,
  page,
  entries,
  today,
  month,
  timeZone,
  onMove,
}: {
  view: View;
  page: Page;
  entries: readonly Entry[];
  today: string;
  /** The month that is looked at, as 2026-11. */
  month: string;
  timeZone: string;
  /** Wants an entry moved, to a day or to wherever people say. */
  onMove: (entry: Entry, day: string | null) => void;
}): ReactElement {
  const [dragged, setDragged] = useState<Entry | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const days = byDay(entries, timeZone);
  const drop = (day: string): void => {
    if (dragged !== null) onMove(dragged, day);
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      {entries.length === 0 && (
        <Empty title="Nothing goes out in this time">
          A text that is given a time stands here from the moment in which it is proposed.
        </Empty>
      )}
      <ol className={classes["grid"]} data-view={view}>
        {page.days.map((day) => (
          <li
            key={day}
            className={classes["day"]}
            data-today={day === today}
            data-over={day === over}
            data-outside={view === "month" && !day.startsWith(month)}
            data-empty={!days.has(day)}
            onDragOver={(event) => {
              if (dragged === null || day < today) return;
              event.preventDefault();
              setOver(day);
            }}
            onDragLeave={() => setOver((current) => (current === day ? null : current))}
            onDrop={(event) => {
              event.preventDefault();
              drop(day);
            }}
          >
            <Text component="h2" size="xs" fw={600} className={classes["date"]}>
              {dayWords(day)}
              {day === today && " · today"}
            </Text>
            {(days.get(day) ?? []).map((entry) => (
              <EntryCard
                key={entry.actionId}
                entry={entry}
                timeZone={timeZone}
                onDrag={setDragged}
                onMove={() => onMove(entry, null)}
              />
            ))}
          </li>
        ))}
      </ol>
    </>
  );
}
