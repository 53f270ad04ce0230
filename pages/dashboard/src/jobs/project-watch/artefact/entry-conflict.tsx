import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import type { ArtefactKind, Fields } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { useApi } from "../../../api/use-api.ts";
import { FieldChanges } from "../../../parts/artefact/change-list.tsx";
import { specsOf, valueText } from "../../../parts/artefact/field-specs.ts";
import { readableChange } from "../../../parts/artefact/readable-change.ts";
import { When } from "../../../parts/when.tsx";
import { AuthorName } from "./author-name.tsx";
import type { Entry } from "./documents.ts";

/** Says that somebody was faster with the same row, and what they made of it; it takes nothing of what was typed away. */
export function EntryConflict({
  project,
  kind,
  entryId,
  base,
  latest,
  onLoad,
}: {
  project: string;
  kind: ArtefactKind;
  entryId: string;
  /** The row as it was when the edit began. */
  base: Fields;
  /** As it is now; undefined: it was taken out. */
  latest: Entry | undefined;
  onLoad: () => void;
}): ReactElement {
  const { data } = useApi("GET /api/projects/{project}/artefacts/{kind}/versions", {
    params: { project, kind },
  });
  const by = data?.versions.find(({ changes }) => changes.some(({ id }) => id === entryId));
  const who = (
    <>
      {by === undefined ? "Somebody" : <AuthorName id={by.author} />}{" "}
      {latest === undefined ? "took this row out" : "changed this row"}{" "}
      {by !== undefined && <When at={by.at} />}
    </>
  );
  return (
    <Alert color="orange" variant="light" title="It has changed meanwhile" role="alert">
      <Stack gap="xs">
        <span>{who} while you were editing. Your entries are still here.</span>
        {latest === undefined ? (
          <span>Going on adds it again, with your entries.</span>
        ) : (
          <FieldChanges
            fields={
              readableChange(
                kind,
                { op: "set", id: entryId, fields: latest.fields, sources: [] },
                { [entryId]: { fields: base } },
              ).fields
            }
          />
        )}
        <Group>
          <Button size="xs" variant="default" onClick={onLoad}>
            {latest === undefined ? "Go on, keep my entries" : "Load theirs, keep my entries"}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** What both have changed: the form has the reader's own, and theirs can be taken instead. */
export function EntryClashes({
  kind,
  entryId,
  clashes,
  theirs,
  onTake,
}: {
  kind: ArtefactKind;
  entryId: string;
  clashes: readonly string[];
  theirs: Fields;
  onTake: (name: string) => void;
}): ReactElement {
  return (
    <Alert color="rail" variant="light" role="status">
      <Stack gap="xs">
        {specsOf(kind, entryId)
          .filter(({ name }) => clashes.includes(name))
          .map((spec) => (
            <Group key={spec.name} justify="space-between" gap="xs">
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                Both of you changed: {spec.label}. Yours stands in the form. Theirs is:{" "}
                {valueText(spec, theirs[spec.name]) || "nothing"}
              </Text>
              <Button size="compact-xs" variant="default" onClick={() => onTake(spec.name)}>
                Take theirs
              </Button>
            </Group>
          ))}
      </Stack>
    </Alert>
  );
}
