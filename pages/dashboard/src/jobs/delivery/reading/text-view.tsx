import { Anchor, Button, Text } from "@mantine/core";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import { itemAddress } from "../addresses.ts";
import type { CitedWords, CitingDelivery, DocumentText } from "../views.ts";
import { beginningIn, type Line, linesOf, piecesOf } from "./lines.ts";
import classes from "./text-view.module.css";

/** So many lines are shown at once: a browser has no pleasure in a hundred thousand. */
const shownAtOnce = 500;

/**
 * A document's text with the numbers of its lines, its pages, who speaks when, the words that a link leads to, and in the margin what
 * rests on which words.
 */
export function TextView({
  text: { text, marks },
  from,
  to,
  citing,
}: {
  text: DocumentText;
  /** The span that is lit, in characters; the same twice: none. */
  from: number;
  to: number;
  /** The delivery whose citations are shown; null: none. */
  citing: CitingDelivery | null;
}): ReactElement {
  const cited = citing?.citations ?? [];
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
      <div
        className={classes["text"]}
        data-cited={cited.length > 0 || undefined}
        role="group"
        aria-label="Text"
        tabIndex={0}
      >
        {shown.map((line) => (
          <LineView
            key={line.number}
            line={line}
            lit={{ from, to }}
            cited={cited.filter((one) => one.from <= line.from + line.text.length && one.to > line.from)}
            taskId={citing?.taskId ?? null}
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
  line,
  lit,
  cited,
  taskId,
  litRef,
}: {
  line: Line;
  lit: { from: number; to: number };
  /** What rests on words of this line. */
  cited: readonly CitedWords[];
  taskId: string | null;
  litRef: React.RefObject<HTMLElement | null> | null;
}): ReactElement {
  const { number, page, said } = line;
  const pieces = piecesOf(line, lit, cited);
  const begun = beginningIn(line, cited);
  const firstLit = pieces.findIndex(({ isLit }) => isLit);
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
          {pieces.map(({ text, isLit, cited: ids }, n) =>
            isLit ? (
              <mark key={n} ref={n === firstLit ? litRef : null} className={classes["lit"]}>
                {text}
              </mark>
            ) : ids.length > 0 ? (
              <span key={n} className={classes["cited"]} title={`Cited by ${ids.join(", ")}`}>
                {text}
              </span>
            ) : (
              text
            ),
          )}
        </span>
        {taskId !== null && begun.length > 0 && (
          <span className={classes["margin"]}>
            {begun.map(({ id, words, standing }) => (
              <Anchor
                key={id}
                component={Link}
                href={itemAddress(taskId, "requirements", id)}
                className={classes["by"]}
                data-gone={standing === "gone" || undefined}
                data-conflict={standing === "conflict" || standing === null || undefined}
                title={standing === "gone" ? `No longer wanted: ${words}` : words}
                aria-label={`${id}: ${words}`}
              >
                {id}
              </Anchor>
            ))}
          </span>
        )}
      </div>
    </>
  );
}
