import { Badge, Text, VisuallyHidden } from "@mantine/core";
import type { ReactElement } from "react";
import { useNow } from "../../parts/use-now.ts";
import { When } from "../../parts/when.tsx";
import classes from "./marks.module.css";
import type { Project, SourceView } from "./views.ts";
import { ragLooks, sourceLooks, stateLooks } from "./watch-words.ts";

export function StateBadge({ state }: Pick<Project, "state">): ReactElement {
  const { words, color } = stateLooks[state];
  return (
    <Badge color={color} variant="light" tt="none" fw={600} miw="max-content">
      {words}
    </Badge>
  );
}

/** Red, amber or green, by its word as much as by its color. */
export function RagBadge({ rag, size = "md" }: Pick<Project, "rag"> & { size?: "md" | "lg" }): ReactElement {
  return (
    <span className={classes["rag"]} data-rag={rag ?? "none"} data-size={size}>
      <VisuallyHidden>State of the project: </VisuallyHidden>
      {rag === null ? "No state yet" : ragLooks[rag].words}
    </span>
  );
}

/** What is due so soon is due. */
const soonMs = 10_000;

/** When it has looked last, and when it will look next; a sentence. */
export function Looked({ of: { state, cycleAt, dueAt } }: { of: Project }): ReactElement {
  const now = useNow(10_000);
  if (state === "unwatched") return <>Nothing is read here.</>;
  return (
    <>
      {cycleAt === null ? (
        "It has not looked yet"
      ) : (
        <>
          Last looked <When at={cycleAt} />
        </>
      )}
      {dueAt !== null &&
        (Date.parse(dueAt) <= now + soonMs ? (
          "; a look is due"
        ) : (
          <>
            ; looks{cycleAt !== null && " again"} <When at={dueAt} />
          </>
        ))}
    </>
  );
}

/** A project's sources, each with a lamp; one that is not well says so in words. */
export function SourceMarks({ sources }: { sources: readonly SourceView[] }): ReactElement {
  return (
    <ul className={classes["marks"]} aria-label="Sources">
      {sources.map(({ name, label, state }) => (
        <li key={name}>
          <span className={classes["lamp"]} data-look={sourceLooks[state].look} aria-hidden="true" />
          <Text component="span" size="sm">
            {label}
            {state === "ok" ? (
              <VisuallyHidden> {sourceLooks[state].words}</VisuallyHidden>
            ) : (
              <Text component="span" inherit c="dimmed">
                {" "}
                {sourceLooks[state].words}
              </Text>
            )}
          </Text>
        </li>
      ))}
    </ul>
  );
}
