import type { ReactElement } from "react";
import type { Entry, Suggestion as SuggestionView } from "./documents.ts";
import classes from "./entry-table.module.css";
import { Suggestion } from "./suggestion.tsx";

/** A suggestion as a row of its document, below what it would change. */
export function SuggestionRow({
  project,
  suggestion,
  entry,
  width,
}: {
  project: string;
  suggestion: SuggestionView;
  /** Null: it would be new. */
  entry: Entry | null;
  /** Columns of the table. */
  width: number;
}): ReactElement {
  return (
    <tr className={classes["suggested"]}>
      <td colSpan={width}>
        <Suggestion project={project} suggestion={suggestion} entry={entry} />
      </td>
    </tr>
  );
}
