import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { useApi } from "../../../api/use-api.ts";
import type { Document } from "../artefact/documents.ts";

/** A project's document; undefined until it has been read. */
export function useDocument(project: string, kind: ArtefactKind): Document | undefined {
  return useApi("GET /api/projects/{project}/artefacts/{kind}", { params: { project, kind } }).data;
}

/** All documents of a project that have been read by now. */
export function useDocuments(project: string): Document[] {
  const all = [
    useDocument(project, "raid_log"),
    useDocument(project, "delivery_state"),
    useDocument(project, "backlog_summary"),
    useDocument(project, "decision_log"),
  ];
  return all.filter((one) => one !== undefined);
}
