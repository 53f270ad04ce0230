import type { ReactElement } from "react";
import type { Answer } from "../api/types.ts";
import { lasting } from "./duration.ts";
import classes from "./verdict.module.css";

export type Verdict = Answer<"GET /api/approvals/{id}">["action"]["verdict"];

/** What policy says of an action, or of a kind of them: it "asks a person". */
export function verdictWords({
  kind,
  windowMs = 0,
  rule,
}: {
  kind: Verdict["kind"];
  windowMs?: number | undefined;
  rule?: { people: number } | undefined;
}): string {
  switch (kind) {
    case "auto":
      return "happens by itself";
    case "hold":
      return `is held${windowMs > 0 ? ` for ${lasting(windowMs)}` : ""}, then happens`;
    case "approval":
      return rule?.people === 2 ? "asks two people" : "asks a person";
    case "forbidden":
      return "never happens";
  }
}

const names: Record<keyof Verdict["dimensions"], string> = {
  sourceAgreement: "Source agreement",
  boundaryCompliance: "Boundary",
  schemaValidity: "Form",
  precedent: "Precedent",
};

const order = ["sourceAgreement", "boundaryCompliance", "schemaValidity", "precedent"] as const;

/** The four dimensions that policy looked at. */
export function Dimensions({ of }: { of: Verdict["dimensions"] }): ReactElement {
  return (
    <ul className={classes["dimensions"]}>
      {order.map((dimension) => {
        const { pass, finding } = of[dimension];
        return (
          <li key={dimension} data-pass={pass}>
            <span className={classes["mark"]} role="img" aria-label={pass ? "passes:" : "does not pass:"}>
              {pass ? "✓" : "✕"}
            </span>
            <span>
              <span className={classes["name"]}>{names[dimension]}</span>
              <span className={classes["finding"]}>{finding}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
