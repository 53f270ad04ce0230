import { memo, type ReactElement } from "react";
import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { titleOf } from "../../../parts/artefact/readable-change.ts";
import { counted } from "../../../parts/words.ts";
import { below, columns } from "./columns.tsx";
import { type Entry, isOver } from "./documents.ts";
import classes from "./entry-table.module.css";

/** One row; drawn again only when it has changed, as a long document is read again whenever anything happens. */
export const EntryRow = memo(Row);

function Row({
  kind,
  entry,
  onOpen,
}: {
  kind: ArtefactKind;
  entry: Entry;
  onOpen: (id: string) => void;
}): ReactElement {
  const { id, fields, sources } = entry;
  const title = titleOf(kind, id, fields);
  const more = below[kind] === null ? null : fields[below[kind]];
  // A title that says it all is not said again below itself.
  const isMore = typeof more === "string" && more.replace(/[.!?\s]+$/, "") !== title.replace(/[.!?\s]+$/, "");
  return (
    <tr className={classes["entry"]} data-ended={isOver(kind, entry) || undefined}>
      <th scope="row">
        <button type="button" className={classes["open"]} onClick={() => onOpen(id)} aria-haspopup="dialog">
          <span className={classes["id"]}>{id}</span> <span className={classes["title"]}>{title}</span>
          {isMore && more !== "" && (
            <span className={classes["clamped"]} data-dimmed>
              {more}
            </span>
          )}
        </button>
      </th>
      {columns[kind].map(({ label, show, isNamed }) => (
        <td key={label}>
          {isNamed === true && (
            <span className={classes["name"]} aria-hidden="true">
              {label}:{" "}
            </span>
          )}
          {show(fields)}
        </td>
      ))}
      <td>
        <span className={classes["id"]}>
          {sources.length === 0 ? "by hand" : counted(sources.length, "signal")}
        </span>
      </td>
    </tr>
  );
}
