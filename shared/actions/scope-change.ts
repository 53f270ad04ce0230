import { z } from "zod";
import type { Change } from "../domain/artefacts/artefact.ts";
import { escapeLine } from "../platform/escape-markdown.ts";
import { projectName } from "../policy/rules.ts";
import { type ActionKindModule, byHandUnless } from "../spine/action-kind.ts";
import { decidedWrite } from "../spine/artefacts/decided-write.ts";
import { writtenByAction } from "../spine/artefacts/write-artefact.ts";
import { attempted } from "./attempted.ts";
import { oneLine, words } from "./one-line.ts";
import { artefactTarget, otherProject } from "./project-artefact.ts";

export const scopeChangeSchema = z.strictObject({
  project: projectName,
  title: oneLine(200),
  /** What comes in or goes out, and why. */
  description: words(3500),
  /** Keys of the tickets that it is about. */
  tickets: z.array(oneLine(60)).max(20),
});
export type ScopeChange = z.infer<typeof scopeChangeSchema>;

const kind = "decision_log";
const decided = z.object({ version: z.string() });
type Decided = z.infer<typeof decided>;

/** Puts a change of scope on record in the decision log. What follows for the tickets is people's to do. */
export const scopeChange: ActionKindModule<"scope_change", ScopeChange, Decided> = {
  kind: "scope_change",
  schema: scopeChangeSchema,
  result: decided,
  service: null,
  target: ({ project, title }) => `${artefactTarget(project, kind)}/${title}`,
  preview: ({ project, title, description, tickets }) => ({
    title: `Scope of ${project}: ${title}`,
    body: [
      escapeLine(description),
      ...(tickets.length === 0 ? [] : [`Tickets: ${tickets.map(escapeLine).join(", ")}`]),
      "It goes into the decision log; no ticket is changed.",
    ].join("\n\n"),
  }),
  outOfBounds: ({ project }, rules) => otherProject(project, rules),
  byHand: (payload, rules) => byHandUnless(otherProject(payload.project, rules), payload),

  apply: async (ground, { id: actionId, taskId, payload: { project, title, description, tickets } }) =>
    attempted(async () => {
      const on = new Date(ground.now()).toISOString().slice(0, 10);
      const why = tickets.length === 0 ? "" : `Tickets: ${tickets.join(", ")}`;
      const fields = { title, decision: description, on, why, status: "made" };
      const changes: Change[] = [{ op: "add", id: "new-1", fields, sources: [] }];
      const reason = "a change of scope was approved";
      const version = await decidedWrite(ground, { project, kind, changes, reason, actionId, taskId });
      return { version: String(version) };
    }),

  reconcile: async (ground, { id, payload: { project } }) => {
    const written = await writtenByAction(ground, { project, kind }, id);
    return written === null
      ? { kind: "absent" }
      : { kind: "found", result: { version: String(written.version) } };
  },
};
