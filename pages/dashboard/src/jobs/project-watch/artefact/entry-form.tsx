import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type ReactElement, useState } from "react";
import { type Fields, headId } from "../../../../../../shared/domain/artefacts/artefact.ts";
import { artefactForms } from "../../../../../../shared/domain/artefacts/forms.ts";
import { useSend } from "../../../api/use-api.ts";
import { specsOf } from "../../../parts/artefact/field-specs.ts";
import { titleOf } from "../../../parts/artefact/readable-change.ts";
import { Failure } from "../../../parts/failure.tsx";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { changedKeys, merge } from "../../../parts/form/merge.ts";
import { problemsIn } from "../../../parts/form/problems.ts";
import { tellDone } from "../../../parts/tell.ts";
import { changeOf, type Document, draftOf, entryIn } from "./documents.ts";
import { EntryClashes, EntryConflict } from "./entry-conflict.tsx";
import { EntryFields } from "./entry-fields.tsx";

/** The id under which a new row is sent; it gets its number when it is written. */
const newId = "new-1";

/** Edits a row of a document, or its head; `id` null adds a row. What others change meanwhile is shown, and nothing typed is lost. */
export function EntryForm({
  project,
  document,
  id,
  onClose,
}: {
  project: string;
  document: Document;
  id: string | null;
  onClose: () => void;
}): ReactElement {
  const { kind, version } = document;
  const entryId = id ?? newId;
  const latest = id === null ? undefined : entryIn(document, id);
  const [base, setBase] = useState(latest);
  const [clashes, setClashes] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const { entry, head } = artefactForms[kind];
  const schema = id === headId && head !== null ? head : entry;
  const baseDraft = draftOf(kind, entryId, base?.fields);
  const form = useForm<Fields>({
    initialValues: baseDraft,
    validate: (draft) => problemsIn(schema, draft),
  });
  const latestDraft = draftOf(kind, entryId, latest?.fields);
  const isBehind =
    base !== undefined && (latest === undefined || changedKeys(baseDraft, latestDraft).length > 0);
  const { mutate, error, isPending, reset } = useSend("PUT /api/projects/{project}/artefacts/{kind}");
  const load = (): void => {
    if (latest !== undefined) {
      const { merged, clashes: both } = merge(baseDraft, form.values, latestDraft);
      form.setValues(merged);
      setClashes(both);
    }
    setBase(latest);
    reset();
  };
  const save = (draft: Fields): void => {
    const change = changeOf(entryId, base === undefined ? null : baseDraft, draft);
    if (change === null) return onClose();
    mutate(
      { params: { project, kind }, body: { version, changes: [change], reason } },
      {
        onSuccess: () => {
          tellDone(`“${titleOf(kind, entryId, draft)}” is saved.`);
          onClose();
        },
      },
    );
  };
  const row = artefactForms[kind].row;
  return (
    <Modal
      opened
      onClose={onClose}
      title={id === null ? `New ${row}` : id === headId ? artefactForms[kind].label : `Edit ${id}`}
      size="lg"
      centered
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBehind) form.onSubmit(save)(event);
        }}
      >
        <Stack>
          <EntryFields
            specs={specsOf(kind, entryId)}
            fields={fieldsOf(form)}
            written={latest?.written ?? {}}
          />
          <TextInput
            label="Why (optional)"
            description="It stands in the history beside your name."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2000}
          />
          {isBehind ? (
            <EntryConflict
              project={project}
              kind={kind}
              entryId={entryId}
              base={baseDraft}
              latest={latest}
              onLoad={load}
            />
          ) : (
            error !== null && <Failure error={error} />
          )}
          {clashes.length > 0 && !isBehind && (
            <EntryClashes
              kind={kind}
              entryId={entryId}
              clashes={clashes}
              theirs={latestDraft}
              onTake={(name) => {
                form.setFieldValue(name, latestDraft[name] ?? null);
                setClashes((before) => before.filter((one) => one !== name));
              }}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={isPending} disabled={isBehind}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
