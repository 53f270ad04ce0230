import type { ReactElement } from "react";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { plainOutput } from "../../../parts/plain-output.ts";
import type { RunView } from "../use-fix.ts";
import classes from "./failures.module.css";

/** Tests that failed in a run, each with its message; many are cut off. */
export function Failures({ failures, failed }: Pick<RunView, "failures" | "failed">): ReactElement | null {
  if (failures.length === 0) return null;
  const hidden = (failed ?? failures.length) - failures.length;
  return (
    <Disclosure label={`What failed (${failures.length})`}>
      <ul className={classes["failures"]}>
        {failures.map(({ test, message }, n) => (
          <li key={n}>
            <span className={classes["test"]}>{test}</span>
            <pre className={classes["message"]}>{plainOutput(message)}</pre>
          </li>
        ))}
        {hidden > 0 && <li>And {hidden} more, which are not kept.</li>}
      </ul>
    </Disclosure>
  );
}
