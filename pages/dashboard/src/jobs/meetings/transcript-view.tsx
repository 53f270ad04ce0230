import { Text } from "@mantine/core";
import { type ReactElement, useEffect, useRef } from "react";
import { clockOf } from "../../../../../shared/domain/transcript/cue.ts";
import type { SegmentView } from "./meeting-words.ts";
import classes from "./meetings.module.css";

/** What was said, with the words of a moment marked and in view. `shown`: a segment's number, from 1. */
export function TranscriptView({
  segments,
  shown,
  quote,
}: {
  segments: readonly SegmentView[];
  shown: number | null;
  quote: string | null;
}): ReactElement {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: "center" }), [shown, quote]);
  if (segments.length === 0) return <Text c="dimmed">The transcript has no words in it.</Text>;
  const isTimed = segments.some(({ startMs }) => startMs > 0);
  return (
    // Whoever has no mouse scrolls it too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className={classes["transcript"]} aria-label="Transcript" tabIndex={0}>
      {segments.map(({ speaker, person, startMs, text }, n) => {
        const isShown = n + 1 === shown;
        return (
          <li key={n} ref={isShown ? place : null}>
            <span className={classes["meta"]}>
              {isTimed && `${clockOf(startMs / 1000)} `}
              {person ?? speaker ?? "somebody"}
            </span>
            {isShown ? <Marked text={text} quote={quote ?? ""} /> : text}
          </li>
        );
      })}
    </ol>
  );
}

/** A text with the words marked that are meant; all of it where they aren't in it. */
function Marked({ text, quote }: { text: string; quote: string }): ReactElement {
  const at = quote === "" ? -1 : text.indexOf(quote);
  if (at < 0) return <mark>{text}</mark>;
  return (
    <>
      {text.slice(0, at)}
      <mark>{quote}</mark>
      {text.slice(at + quote.length)}
    </>
  );
}
