import type { ArtefactKind } from "../domain/artefacts/artefact.ts";
import type { KindRules } from "../spine/action-kind.ts";

export function artefactTarget(project: string, kind: ArtefactKind): string {
  return `artefact:${project}:${kind}`;
}

/** A task writes its own project's documents and no other's. */
export function otherProject(project: string, rules: KindRules): string | null {
  return project === rules.project
    ? null
    : `it is about the project ${project}, and the task belongs to ${rules.project}`;
}
