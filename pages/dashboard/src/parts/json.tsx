import type { ReactElement } from "react";
import classes from "./json.module.css";

/** Data as it is recorded, laid out to be read; long data scrolls in its own frame. */
export function Json({ value, label }: { value: unknown; label: string }): ReactElement {
  return (
    // What scrolls must be reachable by keyboard.
    <pre className={classes["json"]} tabIndex={0} role="region" aria-label={label}>
      {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
    </pre>
  );
}
