import { z } from "zod";
import { artefactKinds, changeSchema } from "../domain/artefacts/artefact.ts";
import { changeText } from "../domain/artefacts/change-text.ts";
import { formOf } from "../domain/artefacts/forms.ts";
import { projectName } from "../policy/rules.ts";
import type { ActionKindModule } from "../spine/action-kind.ts";
import { type ArtefactWritten, writeArtefact, writtenByAction } from "../spine/artefacts/write-artefact.ts";
import { attempted } from "./attempted.ts";
import { artefactTarget, otherProject } from "./project-artefact.ts";
import { words } from "./one-line.ts";

export const artefactUpdateSchema = z.strictObject({
  project: projectName,
  artefact: z.enum(artefactKinds),
  changes: z.array(changeSchema).min(1).max(200),
  reason: words(2000),
});
export type ArtefactUpdate = z.infer<typeof artefactUpdateSchema>;

const updated = z.object({
  version: z.string(),
  /** How many of the changes wait for people, because they touch what a person wrote. */
  suggested: z.string(),
  /** What was left out, in words; empty: nothing was. */
  leftOut: z.string(),
});
type Updated = z.infer<typeof updated>;

/** Changes one of a project's documents: what is free at once, what a person wrote as a suggestion. */
export const artefactUpdate: ActionKindModule<"artefact_update", ArtefactUpdate, Updated> = {
  kind: "artefact_update",
  schema: artefactUpdateSchema,
  result: updated,
  service: null,
  target: ({ project, artefact }) => artefactTarget(project, artefact),
  preview: ({ project, artefact, changes, reason }) => ({
    title: `${formOf(artefact).label} of ${project}: ${changes.length} ${changes.length === 1 ? "change" : "changes"}`,
    body: `${changeText(formOf(artefact), changes)}\n\n${reason}`,
  }),
  outOfBounds: ({ project }, rules) => otherProject(project, rules),

  apply: async (ground, { id, taskId, payload: { project, artefact: kind, changes, reason } }) =>
    attempted(async () =>
      resultOf(
        await writeArtefact(ground, {
          project,
          kind,
          changes,
          author: { kind: "crew" },
          reason,
          actionId: id,
          taskId,
        }),
      ),
    ),

  reconcile: async (ground, { id, payload: { project, artefact: kind } }) => {
    const written = await writtenByAction(ground, { project, kind }, id);
    return written === null ? { kind: "absent" } : { kind: "found", result: resultOf(written) };
  },
};

function resultOf({ version, suggested, problems }: ArtefactWritten): Updated {
  return { version: String(version), suggested: String(suggested), leftOut: problems.join("\n") };
}
