import { artefactsEndpoints } from "../../../shared/api/artefacts.ts";
import { settingsEndpoints } from "../../../shared/api/settings.ts";
import type { ArtefactKind, Change } from "../../../shared/domain/artefacts/artefact.ts";
import { watchRules } from "../../../shared/jobs/project-watch/rules.ts";
import { api } from "./api.ts";
import { craneSignal, harbour } from "./harbour-sql.ts";

/** Sets up the project and its documents, as often as it is asked: whoever comes first does it. */
export async function watchHarbour(): Promise<void> {
  const { rules } = await api(settingsEndpoints.get.answer, "/api/settings");
  const { value, version } = rules;
  if (!Object.hasOwn(value.projects, harbour))
    await api(settingsEndpoints.setRules.answer, "/api/settings/rules", {
      method: "PUT",
      body: {
        rules: {
          ...value,
          projects: { ...value.projects, [harbour]: {}, quay: {} },
          projectWatch: { ...value.projectWatch, [harbour]: watchRules.parse({ jira: { project: "OPS" } }) },
        },
        version,
      },
    });
  await write("raid_log", [
    {
      op: "add",
      id: "new-1",
      fields: {
        type: "risk",
        title: "The crane comes late",
        owner: "Ines",
        due: "2026-12-02",
        impact: "high",
      },
      sources: [craneSignal],
    },
    { op: "add", id: "new-2", fields: { type: "issue", title: "The gate is stuck" }, sources: [] },
  ]);
  await write("delivery_state", [
    {
      op: "add",
      id: "head",
      fields: { rag: "amber", why: "The crane is late.", done: 4, total: 9 },
      sources: [],
    },
    { op: "add", id: "new-1", fields: { title: "First ship", due: "2026-12-08" }, sources: [] },
  ]);
}

/** Changes a document as somebody else does; only one that nobody has begun, unless `version` says which. */
export async function write(kind: ArtefactKind, changes: Change[], version = 0): Promise<void> {
  const path = `/api/projects/${harbour}/artefacts/${kind}`;
  const document = await api(artefactsEndpoints.get.answer, path);
  if (document.version !== version) return;
  await api(artefactsEndpoints.change.answer, path, { method: "PUT", body: { version, changes } });
}
