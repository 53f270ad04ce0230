import { type ArtefactKind, headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../../shared/domain/artefacts/forms.ts";
import { changesWords, readableChange } from "../../../parts/artefact/readable-change.ts";
import type { Version } from "../artefact/documents.ts";
import type { Tab } from "../tabs.ts";
import type { Signal } from "../views.ts";
import { sentence } from "../watch-words.ts";

/** Something that has happened in a project, in a line. */
export interface Happening {
  key: string;
  at: string;
  title: string;
  more: string;
  /** Where it is told in full. */
  tab: Tab;
  query: Record<string, string>;
}

export const documentTabs: Record<ArtefactKind, Tab> = {
  raid_log: "raid",
  delivery_state: "delivery",
  backlog_summary: "backlog",
  decision_log: "decisions",
};

/** As many rows of a version are named. */
const named = 2;

/** Signals that mattered and changes of documents since a moment, newest first. */
export function happenings(
  signals: readonly Signal[],
  versions: readonly { kind: ArtefactKind; version: Version }[],
  since: string,
): Happening[] {
  return [
    ...signals.filter(({ importance }) => importance === "urgent" || importance === "notable").map(ofSignal),
    ...versions.map(({ kind, version }) => ofVersion(kind, version)),
  ]
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

function ofSignal({ id, title, why, author, receivedAt }: Signal): Happening {
  return { key: id, at: receivedAt, title, more: why ?? author, tab: "feed", query: { signal: id } };
}

function ofVersion(kind: ArtefactKind, { version, at, changes, before, reason }: Version): Happening {
  const rows = changes.filter(({ id }) => id !== headId);
  const titles = rows.slice(0, named).map((change) => readableChange(kind, change, before).title);
  const others = rows.length - titles.length;
  const what = `${titles.join("; ")}${others > 0 ? ` and ${others} more` : ""}`;
  return {
    key: `${kind} ${version}`,
    at,
    title: `${artefactForms[kind].label}: ${changesWords(changes)}`,
    more: [what, reason].map(sentence).join(" ").trim(),
    tab: documentTabs[kind],
    query: { history: "open" },
  };
}
