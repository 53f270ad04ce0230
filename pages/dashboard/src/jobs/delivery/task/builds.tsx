import type { ReactElement } from "react";
import { shortCommit } from "../../../parts/short-commit.ts";
import { When } from "../../../parts/when.tsx";
import { spoken } from "../../../parts/words.ts";
import classes from "../delivery.module.css";
import type { StandingStory } from "../use-delivery.ts";

/** What CI has said of a story, the newest last. */
export function Builds({ builds }: Pick<StandingStory, "builds">): ReactElement {
  return (
    <ul className={classes["builds"]} aria-label="Builds">
      {builds.map(({ name, conclusion, commit, at }, n) => (
        <li key={n}>
          <strong data-bad={conclusion !== "success" || undefined}>
            {conclusion === "success" ? "Passed" : spoken(conclusion)}
          </strong>{" "}
          {name}, <code title={commit}>{shortCommit(commit)}</code>, <When at={at} />
        </li>
      ))}
    </ul>
  );
}
