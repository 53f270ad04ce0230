import type { ReactElement, ReactNode } from "react";
import classes from "./sheet.module.css";

/** The head of a sheet: names and what stands for them. */
export function Fields({ fields }: { fields: readonly (readonly [string, ReactNode])[] }): ReactElement {
  return (
    <dl className={classes["fields"]}>
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
