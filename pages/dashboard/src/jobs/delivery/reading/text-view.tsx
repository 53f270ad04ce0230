import { Button, Text } from "@mantine/core";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import type { DocumentText } from "../views.ts";
import { type Line, linesOf, litPart } from "./lines.ts";
import classes from "./text-view.module.css";

/** So many lines are shown at once: a browser has no pleasure in a hundred thousand. */
const shownAtOnce = 500;

/** A document's text with the numbers of its lines, its pages, who speaks when, and the words that a link leads to. */
export function TextView({
  text: { text, marks },
  from,
  to,
}: {
  text: DocumentText;
  /** The span that is lit, in characters; the same twice: none. */
  from: number;
  to: number;
}): ReactElement {
  const lines = useMemo(() => linesOf(text, marks), [text, marks]);
  const lit = useMemo(() => lines.findIndex((line) => line.from + line.text.length >= from), [lines, from]);
  const [range, setRange] = useState(() => around(from < to ? lit : 0, lines.length));
  const firstLit = useRef<HTMLElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer a promise to it, and React would take that for the effect's end.
    firstLit.current?.scrollIntoView({ block: "center" });
  }, []);
  const shown = lines.slice(range.begin, range.end);
  return (
    <div>
      {range.begin > 0 && (
        <Button
          variant="default"
          size="xs"
          mb="xs"
          onClick={() => setRange(({ begin, end }) => ({ begin: Math.max(0, begin - shownAtOnce), end }))}
        >
          Show earlier lines
        </Button>
      )}
      <div className={classes["text"]} role="group" aria-label="Text" tabIndex={0}>
        {shown.map((line) => (
          <LineView
            key={line.number}
            line={line}
            part={from < to ? litPart(line, from, to) : null}
            litRef={line.number === lit + 1 ? firstLit : null}
          />
        ))}
      </div>
      {range.end < lines.length && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          onClick={() => setRange(({ begin, end }) => ({ begin, end: end + shownAtOnce }))}
        >
          Show later lines ({lines.length - range.end} more)
        </Button>
      )}
    </div>
  );
}

function around(line: number, count: number): { begin: number; end: number } {
  const begin = Math.max(0, Math.min(line - shownAtOnce / 2, count - shownAtOnce));
  return { begin, end: begin + shownAtOnce };
}

function LineView({
  line: { number, text, page, said },
  part,
  litRef,
}: {
  line: Line;
  part: [number, number] | null;
  litRef: React.RefObject<HTMLElement | null> | null;
}): ReactElement {
  return (
    <>
      {page !== null && (
        <div className={classes["page"]}>
          <span>Page {page}</span>
        </div>
      )}
      {said !== null && (
        <Text size="xs" c="dimmed" className={classes["said"]}>
          {said}
        </Text>
      )}
      <div className={classes["line"]} id={`line-${number}`}>
        <span className={classes["number"]} aria-hidden>
          {number}
        </span>
        <span className={classes["words"]}>
          {part === null ? (
            text
          ) : (
            <>
              {text.slice(0, part[0])}
              <mark ref={litRef} className={classes["lit"]}>
                {text.slice(...part)}
              </mark>
              {text.slice(part[1])}
            </>
          )}
        </span>
      </div>
    </>
  );
}
