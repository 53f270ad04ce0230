import type { ReactElement } from "react";
import { Told } from "../told.tsx";
import { CallCost } from "./call-cost.tsx";
import type { FactView } from "./fact-view.ts";
import { factWords } from "./fact-words.ts";
import classes from "./fact.module.css";

/** What a fact says beyond its kind. */
export function FactSummary({ fact: { type, summary, data } }: { fact: FactView }): ReactElement | null {
  if (type === "llm.called" && typeof data["purpose"] === "string" && typeof data["model"] === "string")
    return (
      <span className={classes["summary"]}>
        {data["purpose"]}: {data["model"]} <CallCost data={data} />
      </span>
    );
  if (summary.toLowerCase() === factWords(type).toLowerCase()) return null;
  return (
    <span className={classes["summary"]}>
      <Told text={summary} />
    </span>
  );
}
