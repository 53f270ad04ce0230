import { Group, Stack, TextInput } from "@mantine/core";
import { type ReactElement, useDeferredValue, useMemo, useState } from "react";
import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { raidEntry } from "../../../../../../shared/domain/artefacts/forms.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { spoken } from "../../../parts/words.ts";
import { DocumentFilters } from "./document-filters.tsx";
import { type Document, narrowed, orders, rowsOf, type Suggestion } from "./documents.ts";
import { EntryTable } from "./entry-table.tsx";

const plurals: Record<string, string> = {
  risk: "Risks",
  issue: "Issues",
  assumption: "Assumptions",
  dependency: "Dependencies",
};

const titles: Record<ArtefactKind, string> = {
  raid_log: "Entries",
  delivery_state: "Milestones",
  backlog_summary: "Tickets that matter",
  decision_log: "Decisions",
};

const empty: Record<ArtefactKind, string> = {
  raid_log:
    "Risks, assumptions, issues and dependencies stand here as soon as a signal tells of one, or you add it.",
  delivery_state: "Milestones stand here with the day they are due and the day they are expected.",
  backlog_summary: "Tickets that hold others up, are late or have no owner stand here, each with the reason.",
  decision_log: "Decisions stand here with who made them, when and why.",
};

/** A document's rows, narrowed by what the address says; those of a RAID log by their type. */
export function DocumentRows({
  project,
  document,
  onOpen,
}: {
  project: string;
  document: Document;
  onOpen: (id: string) => void;
}): ReactElement {
  const { kind, suggestions } = document;
  const { get } = useAddress();
  const [words, setWords] = useState("");
  const filter = {
    status: get("status"),
    type: get("type"),
    owner: get("owner"),
    words: useDeferredValue(words),
  };
  const { status, type, owner, words: sought } = filter;
  const rows = useMemo(() => {
    const asked = new Set(document.suggestions.map(({ entryId }) => entryId));
    return narrowed(kind, rowsOf(document), { status, type, owner, words: sought }, asked).toSorted(
      // What waits for a person comes first.
      (a, b) => Number(asked.has(b.id)) - Number(asked.has(a.id)) || orders[kind](a, b),
    );
  }, [document, kind, status, type, owner, sought]);
  const isNarrowed = status !== null || type !== null || owner !== null || words !== "";
  const added = suggestions.filter(({ change }) => change.op === "add");
  if (rowsOf(document).length === 0 && added.length === 0)
    return <Empty title={`${titles[kind]}: none yet`}>{empty[kind]}</Empty>;
  const groups = groupsOf(kind, rows, suggestions).filter(
    ({ entries, suggestions: own }) => entries.length > 0 || own.some(({ change }) => change.op === "add"),
  );
  return (
    <Stack>
      <Group gap="sm" align="flex-end" role="search">
        <TextInput
          type="search"
          label="Find"
          placeholder="Words or an id"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <DocumentFilters document={document} />
      </Group>
      {groups.length === 0 && (
        <Empty title={isNarrowed ? "Nothing fits" : "Nothing is open"}>
          {isNarrowed
            ? "Take a filter away to see the others."
            : "What is over is kept: choose “All, what is over too” to see it."}
        </Empty>
      )}
      {groups.map(({ title, entries, suggestions: own }) => (
        <Panel key={title} title={`${title} (${entries.length})`}>
          <EntryTable
            project={project}
            kind={kind}
            label={title}
            entries={entries}
            suggestions={own}
            onOpen={onOpen}
          />
        </Panel>
      ))}
    </Stack>
  );
}

function groupsOf(kind: ArtefactKind, rows: ReturnType<typeof rowsOf>, all: readonly Suggestion[]) {
  if (kind !== "raid_log") return [{ title: titles[kind], entries: rows, suggestions: all }];
  const byType = Map.groupBy(rows, ({ fields }) => String(fields["type"]));
  const typeOf = ({ entryId, change }: Suggestion): string =>
    String(
      change.op === "add" ? change.fields["type"] : rows.find(({ id }) => id === entryId)?.fields["type"],
    );
  return raidEntry.shape.type.options.map((type) => ({
    title: plurals[type] ?? spoken(type),
    entries: byType.get(type) ?? [],
    suggestions: all.filter((one) => typeOf(one) === type),
  }));
}
