import { Text, VisuallyHidden } from "@mantine/core";
import { type CSSProperties, type ReactElement, type ReactNode, useState } from "react";
import { wallTime } from "../../../../../../shared/domain/wall-clock.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useNow } from "../../../parts/use-now.ts";
import classes from "./calendar.module.css";
import { byDay, dayWords, type Entry, type Page, type View } from "./days.ts";
import { EntryCard } from "./entry-card.tsx";
import { costOf } from "./move-cost.ts";
import { hoursOf, hourWords, isSame, type Slot, slotBeside, slotOf, slotWords } from "./slot.ts";

/** Days side by side, in a week with their hours below each other; on a phone one after the other, those with something on them. */
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
  /** Wants an entry moved, to a place or to wherever people say. */
  onMove: (entry: Entry, slot: Slot | null) => void;
}): ReactElement {
  const [carried, setCarried] = useState<{ entry: Entry; over: Slot | null } | null>(null);
  const now = wallTime(useNow(60_000), timeZone);
  const days = byDay(entries, timeZone);
  const hours = view === "week" ? hoursOf(entries, timeZone) : [];
  const isOver = ({ day, hour }: Slot): boolean =>
    day < now.day || (day === now.day && hour !== null && hour < Math.floor(now.minutes / 60));
  const drop = (slot: Slot): void => {
    if (carried !== null) onMove(carried.entry, slot);
    setCarried(null);
  };
  const step = (entry: Entry, key: string): boolean => {
    const from = carried?.entry === entry ? carried.over : null;
    const next = slotBeside(from ?? slotOf(entry, timeZone, view), key);
    if (next !== null) setCarried({ entry, over: next });
    return next !== null;
  };
  const place = (slot: Slot, shown: readonly Entry[], heading?: ReactNode): ReactElement => (
    <div
      key={slot.hour ?? slot.day}
      className={classes["slot"]}
      data-slot={`${slot.day} ${slot.hour ?? ""}`.trim()}
      data-over={isSame(carried?.over ?? null, slot)}
      onDragOver={(event) => {
        if (carried === null || isOver(slot)) return;
        event.preventDefault();
        if (!isSame(carried.over, slot)) setCarried({ ...carried, over: slot });
      }}
      onDrop={(event) => {
        event.preventDefault();
        drop(slot);
      }}
    >
      {heading}
      {shown.map((entry) => (
        <EntryCard
          key={entry.actionId}
          entry={entry}
          timeZone={timeZone}
          onDrag={(dragged) => setCarried(dragged === null ? null : { entry: dragged, over: null })}
          onStep={(key) => step(entry, key)}
          onLetGo={() => setCarried(null)}
          onMove={() => {
            onMove(entry, carried?.entry === entry ? carried.over : null);
            setCarried(null);
          }}
        />
      ))}
    </div>
  );
  const style: CSSProperties & Record<"--hours", number> = { "--hours": hours.length };
  return (
    <>
      {entries.length === 0 && (
        <Empty title="Nothing goes out in this time">
          A text that is given a time stands here from the moment in which it is proposed.
        </Empty>
      )}
      <Text size="sm" className={classes["hint"]} role="status">
        {carried !== null && (
          <>
            {carried.over !== null && `To ${slotWords(carried.over)}. `}
            {costOf(carried.entry.state, carried.entry.movingAsks)}
          </>
        )}
      </Text>
      <div className={classes["frame"]} data-view={view} style={style}>
        {view === "week" && (
          <div className={classes["hours"]} aria-hidden>
            <span />
            {hours.map((hour) => (
              <span key={hour}>{hourWords(hour)}</span>
            ))}
          </div>
        )}
        <ol className={classes["grid"]} data-view={view}>
          {page.days.map((day) => {
            const own = days.get(day) ?? [];
            const heading = (
              <Text component="h2" size="xs" fw={600} className={classes["date"]}>
                {dayWords(day)}
                {day === today && " · today"}
              </Text>
            );
            return (
              <li
                key={day}
                className={classes["day"]}
                data-today={day === today}
                data-outside={view === "month" && !day.startsWith(month)}
                data-empty={own.length === 0}
              >
                {view === "month" ? (
                  place({ day, hour: null }, own, heading)
                ) : (
                  <>
                    {heading}
                    {hours.map((hour) =>
                      place(
                        { day, hour },
                        own.filter((entry) => slotOf(entry, timeZone, view).hour === hour),
                      ),
                    )}
                  </>
                )}
              </li>
            );
          })}
        </ol>
      </div>
      <VisuallyHidden id="calendar-keys">
        Arrow keys choose another time, Enter asks about it, Escape leaves it where it is.
      </VisuallyHidden>
    </>
  );
}
