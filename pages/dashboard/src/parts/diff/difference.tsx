import { type ReactElement, useMemo, useState } from "react";
import classes from "./difference.module.css";
import { lineDiff, type Piece, wordDiff } from "../../../../../shared/domain/word-diff.ts";

/** Two texts as one: what is gone struck through, what is new underlined. */
export function Difference({
  before,
  after,
  isList = false,
}: {
  before: string;
  after: string;
  /** Whether each line stands for itself. */
  isList?: boolean;
}): ReactElement {
  const pieces = useMemo(
    () => (isList ? lineDiff : wordDiff)(before, after).map((piece, index) => ({ piece, key: `${index}` })),
    [before, after, isList],
  );
  return (
    <div className={classes["text"]}>
      {pieces.map(({ piece, key }) => (
        <Shown key={key} piece={piece} />
      ))}
    </div>
  );
}

function Shown({ piece }: { piece: Piece }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  switch (piece.kind) {
    case "same":
      return <span>{piece.text}</span>;
    case "gone":
      return <del>{piece.text}</del>;
    case "new":
      return <ins>{piece.text}</ins>;
    case "skipped":
      return isOpen ? (
        <span>{piece.text}</span>
      ) : (
        <button type="button" className={classes["gap"]} onClick={() => setOpen(true)}>
          {piece.words} words unchanged, show
        </button>
      );
  }
}
