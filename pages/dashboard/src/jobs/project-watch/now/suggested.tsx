import { Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../../shared/domain/artefacts/forms.ts";
import { titleOf } from "../../../parts/artefact/readable-change.ts";
import { type Document, entryIn, type Suggestion as SuggestionView } from "../artefact/documents.ts";
import { Suggestion } from "../artefact/suggestion.tsx";
import { projectAddress } from "../tabs.ts";
import { documentTabs } from "./happenings.ts";
import classes from "./now.module.css";
import { Way } from "./way.tsx";

/** A suggestion among what is to decide, with the way to its row. */
export function Suggested({
  project,
  one,
  documents,
}: {
  project: string;
  one: SuggestionView;
  documents: readonly Document[];
}): ReactElement {
  const { kind, entryId, change } = one;
  const document = documents.find((other) => other.kind === kind);
  const entry = (document && entryIn(document, entryId)) ?? null;
  return (
    <>
      <p className={classes["kind"]} style={{ margin: 0 }}>
        Suggestion, <Way project={project} tab={documentTabs[kind]} words={artefactForms[kind].label} />
      </p>
      {entry !== null && entryId !== headId && (
        <Anchor
          component={Link}
          href={projectAddress(project, documentTabs[kind], { entry: entryId })}
          fw={600}
        >
          {entryId} {titleOf(kind, entryId, entry.fields)}
        </Anchor>
      )}
      <div style={{ marginTop: "0.35rem" }}>
        <Suggestion project={project} suggestion={one} entry={change.op === "add" ? null : entry} />
      </div>
    </>
  );
}
