import { z } from "zod";
import type { Change, Fields } from "../domain/artefacts/artefact.ts";
import { escapeLine } from "../platform/escape-markdown.ts";
import { projectName } from "../policy/rules.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { readArtefact } from "../spine/artefacts/read-artefact.ts";
import { decidedWrite } from "../spine/artefacts/decided-write.ts";
import { writtenByAction } from "../spine/artefacts/write-artefact.ts";
import { attempted } from "./attempted.ts";
import { oneLine, words } from "./one-line.ts";
import { artefactTarget, otherProject } from "./project-artefact.ts";

const day = z.iso.date().nullable().optional();

export const milestoneChangeSchema = z
  .strictObject({
    project: projectName,
    /** The milestone's id in the delivery state: M-3. */
    milestone: oneLine(60),
    /** When it is due from now on; null: no day. Absent: it stays. */
    due: day,
    /** When it is expected. */
    forecast: day,
    reason: words(2000),
  })
  .refine(({ due, forecast }) => due !== undefined || forecast !== undefined, "changes no day");
export type MilestoneChange = z.infer<typeof milestoneChangeSchema>;

const kind = "delivery_state";
const changed = z.object({ version: z.string(), milestone: z.string() });
type Changed = z.infer<typeof changed>;

/** Moves a milestone's days in the delivery state: people have agreed to it, so it goes over what a person wrote. */
export const milestoneChange: ActionKindModule<"milestone_change", MilestoneChange, Changed> = {
  kind: "milestone_change",
  schema: milestoneChangeSchema,
  result: changed,
  service: null,
  target: ({ project, milestone }) => `${artefactTarget(project, kind)}/${milestone}`,
  preview: (payload) => ({
    title: `Milestone ${payload.milestone} of ${payload.project}`,
    body: `${Object.entries(daysOf(payload))
      .map(([field, value]) => `- ${field}: ${value ?? "no day"}`)
      .join("\n")}\n\n${escapeLine(payload.reason)}`,
  }),
  outOfBounds: ({ project }, rules) => otherProject(project, rules),
  byHand: (payload, rules) => byHandUnless(otherProject(payload.project, rules), payload),

  apply: async (ground, { id: actionId, taskId, payload }) => {
    const { project, milestone, reason } = payload;
    const { entries } = await readArtefact(ground.db, project, kind);
    if (!entries.some(({ id }) => id === milestone))
      return { kind: "stale", error: `the delivery state of ${project} has no milestone ${milestone}` };
    return attempted(async () => {
      const changes: Change[] = [{ op: "set", id: milestone, fields: daysOf(payload), sources: [] }];
      const version = await decidedWrite(ground, { project, kind, changes, reason, actionId, taskId });
      return { version: String(version), milestone };
    });
  },

  reconcile: async (ground, { id, payload: { project, milestone } }) => {
    const written = await writtenByAction(ground, { project, kind }, id);
    return written === null
      ? { kind: "absent" }
      : { kind: "found", result: { version: String(written.version), milestone } };
  },
};

function daysOf({ due, forecast }: MilestoneChange): Fields {
  return { ...(due === undefined ? {} : { due }), ...(forecast === undefined ? {} : { forecast }) };
}
