import { Group, Stack, TextInput } from "@mantine/core";
import { type ReactElement, useDeferredValue, useMemo, useState } from "react";
import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { raidEntry } from "../../../../../../shared/domain/artefacts/forms.ts";
import { specsOf } from "../../../parts/artefact/field-specs.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Filter } from "../../../parts/filter.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { spoken } from "../../../parts/words.ts";
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
  const rows = useMemo(
    () => narrowed(kind, rowsOf(document), { status, type, owner, words: sought }).toSorted(orders[kind]),
    [document, kind, status, type, owner, sought],
  );
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
        <Filters document={document} />
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

/** The filters that a document's rows have fields for. */
function Filters({ document }: { document: Document }): ReactElement {
  const specs = specsOf(document.kind, "");
  const optionsOf = (name: string) =>
    specs.find((spec) => spec.name === name)?.options.map((value) => ({ value, label: spoken(value) }));
  const [types, statuses] = [optionsOf("type") ?? [], optionsOf("status") ?? []];
  const owners = [
    ...new Set(
      rowsOf(document).flatMap(({ fields: { owner } }) => (typeof owner === "string" ? [owner] : [])),
    ),
  ].toSorted((a, b) => a.localeCompare(b));
  return (
    <>
      {types.length > 0 && <Filter name="type" label="Type" all="Any type" options={types} />}
      {statuses.length > 0 && (
        <Filter
          name="status"
          label="Status"
          all="What is not over"
          options={[{ value: "all", label: "All, what is over too" }, ...statuses]}
        />
      )}
      {owners.length > 0 && (
        <Filter
          name="owner"
          label="Owner"
          all="Any owner"
          options={owners.map((value) => ({ value, label: value }))}
        />
      )}
    </>
  );
}
