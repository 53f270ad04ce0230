import { z } from "zod";
import type { ArtefactUpdate } from "../../../../shared/actions/artefact-update.ts";
import { artefactKinds, changeSchema } from "../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../shared/domain/artefacts/forms.ts";
import { ChangeList } from "../parts/artefact/change-list.tsx";
import { readableChange } from "../parts/artefact/readable-change.ts";
import { type ActionView, renders } from "./action-view.ts";
import classes from "./sheet.module.css";

const form = {
  project: z.string(),
  artefact: z.enum(artefactKinds),
  changes: z.array(changeSchema),
  reason: z.string(),
};

/** Changes of one of a project's documents, row by row and field by field. */
export const artefactUpdate: ActionView = {
  words: "Change of a document",
  consequence: "It is written into the document, whose history keeps what was there before.",
  rendering: renders<ArtefactUpdate>()(form, ({ project, artefact, changes, reason }) => (
    <article className={classes["sheet"]} aria-label="The change">
      <div className={classes["head"]}>
        <p className={classes["issue"]}>{project}</p>
        <p className={classes["title"]}>{artefactForms[artefact].label}</p>
      </div>
      <div className={classes["body"]}>
        <ChangeList changes={changes.map((change) => readableChange(artefact, change, null))} />
      </div>
      <div className={classes["foot"]}>
        <p className={classes["plain"]}>{reason}</p>
      </div>
    </article>
  )),
};
