import { Button, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { ArtefactKind } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { spoken } from "../../../parts/words.ts";
import { columns } from "./columns.tsx";
import type { Entry, Suggestion } from "./documents.ts";
import { EntryRow } from "./entry-row.tsx";
import classes from "./entry-table.module.css";
import { SuggestionRow } from "./suggestion-row.tsx";

/** So many rows are drawn at first: a long document opens at once, and the rest is a click away. */
const atFirst = 60;

/** Rows of a document, each with what is suggested for it right below. */
export function EntryTable({
  project,
  kind,
  label,
  entries,
  suggestions,
  onOpen,
}: {
  project: string;
  kind: ArtefactKind;
  label: string;
  entries: readonly Entry[];
  suggestions: readonly Suggestion[];
  onOpen: (id: string) => void;
}): ReactElement {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? entries : entries.slice(0, atFirst);
  const own = Map.groupBy(suggestions, ({ entryId }) => entryId);
  const fresh = suggestions.filter(({ change }) => change.op === "add");
  const width = columns[kind].length + 2;
  return (
    <div>
      <table className={classes["table"]} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Title</th>
            {columns[kind].map((column) => (
              <th scope="col" key={column.label} style={{ width: column.width }}>
                {column.label}
              </th>
            ))}
            <th scope="col" className={classes["from"]}>
              From
            </th>
          </tr>
        </thead>
        <tbody>
          {fresh.map((suggestion) => (
            <SuggestionRow
              key={suggestion.id}
              project={project}
              suggestion={suggestion}
              entry={null}
              width={width}
            />
          ))}
          {shown.flatMap((entry) => [
            <EntryRow key={entry.id} kind={kind} entry={entry} onOpen={onOpen} />,
            ...(own.get(entry.id) ?? []).map((suggestion) => (
              <SuggestionRow
                key={suggestion.id}
                project={project}
                suggestion={suggestion}
                entry={entry}
                width={width}
              />
            )),
          ])}
        </tbody>
      </table>
      {shown.length < entries.length && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setWhole(true)}>
          Show all {entries.length}
        </Button>
      )}
      {entries.length === 0 && fresh.length === 0 && (
        <Text size="sm" c="dimmed" px="sm" py="xs">
          {spoken(label)}: none that fits.
        </Text>
      )}
    </div>
  );
}
