import { Anchor, UnstyledButton } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import classes from "./calendar.module.css";
import type { Entry } from "./days.ts";
import { outletMark, stateWords } from "./outlet-marks.ts";

/** One text at its time: where it goes, how it stands, and whether another is in its way. */
export function EntryCard({
  entry,
  timeZone,
  onDrag,
  onStep,
  onLetGo,
  onMove,
}: {
  entry: Entry;
  timeZone: string;
  onDrag: (entry: Entry | null) => void;
  /** A key was pressed; true: it chooses another place. */
  onStep: (key: string) => boolean;
  /** It stays where it is. */
  onLetGo: () => void;
  onMove: () => void;
}): ReactElement {
  const { kind, title, dueAt, state, error, approvalId, taskId, movable, clashes } = entry;
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  const href =
    state === "waiting" && approvalId !== null
      ? `/inbox/${encodeURIComponent(approvalId)}`
      : `/tasks/${encodeURIComponent(taskId)}`;
  return (
    <article
      className={classes["entry"]}
      data-state={state}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", entry.actionId);
        onDrag(entry);
      }}
      onDragEnd={() => onDrag(null)}
    >
      <div className={classes["line"]}>
        <time dateTime={dueAt}>{time.format(Date.parse(dueAt))}</time>
        <span className={classes["mark"]}>{outletMark(kind)}</span>
      </div>
      <Anchor component={Link} href={href} draggable={false} className={classes["title"]}>
        {title}
      </Anchor>
      <div className={classes["line"]}>
        <span className={classes["state"]}>{stateWords[state]}</span>
        {movable && (
          <UnstyledButton
            className={classes["move"]}
            onClick={onMove}
            onBlur={onLetGo}
            onKeyDown={(event) => {
              if (event.key === "Escape") onLetGo();
              else if (onStep(event.key)) event.preventDefault();
            }}
            aria-label={`Move ${title}`}
            aria-describedby="calendar-keys"
          >
            Move
          </UnstyledButton>
        )}
      </div>
      {clashes && <div className={classes["warning"]}>Another within an hour</div>}
      {error !== null && <div className={classes["warning"]}>{error}</div>}
    </article>
  );
}
