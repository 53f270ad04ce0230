import { Text, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";
import { Difference } from "../diff/difference.tsx";
import classes from "./change-list.module.css";
import type { FieldChange, ReadableChange } from "./readable-change.ts";

const verbs: Record<ReadableChange["op"], string> = { add: "Adds", set: "Changes", remove: "Removes" };

/** Changes of a document, row by row and field by field: what is gone struck through, what is new underlined. */
export function ChangeList({ changes }: { changes: readonly ReadableChange[] }): ReactElement {
  return (
    <ul className={classes["changes"]}>
      {changes.map((change) => (
        <li key={`${change.op} ${change.id}`}>
          <Text component="p" size="sm" m={0}>
            {verbs[change.op]}{" "}
            <strong>
              {change.title === change.id || change.id.startsWith("new") || change.id === "head"
                ? change.title
                : `${change.id} ${change.title}`}
            </strong>
          </Text>
          <FieldChanges fields={change.fields} isNew={change.op === "add"} />
        </li>
      ))}
    </ul>
  );
}

/** What becomes of a row's fields. */
export function FieldChanges({
  fields,
  isNew = false,
}: {
  fields: readonly FieldChange[];
  /** Whether the row is new: nothing was there before. */
  isNew?: boolean;
}): ReactElement | null {
  if (fields.length === 0) return null;
  return (
    <dl className={classes["fields"]}>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{field.label}</dt>
          <dd>{isNew ? <span className={classes["new"]}>{field.after}</span> : <Change field={field} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Change({ field: { before, after, isLong } }: { field: FieldChange }): ReactElement {
  if (isLong && before !== null && before !== "") return <Difference before={before} after={after} />;
  return (
    <>
      {before !== null && before !== "" && (
        <>
          <VisuallyHidden>from </VisuallyHidden>
          <del>{before}</del> <span aria-hidden="true">→</span> <VisuallyHidden>to </VisuallyHidden>
        </>
      )}
      <ins className={classes["new"]}>{after === "" ? "nothing" : after}</ins>
    </>
  );
}
