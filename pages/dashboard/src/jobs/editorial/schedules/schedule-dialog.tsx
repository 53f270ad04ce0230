import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { type ReactElement, useState } from "react";
import { kindWords } from "../../../actions/registry.ts";
import { useApi, useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { tellDone } from "../../../parts/tell.ts";
import { useProjects } from "../../../rooms/tasks/use-projects.ts";
import { draftOf, fieldsOfDraft, problemsOfDraft, type ScheduleDraft } from "./schedule-draft.ts";
import type { ScheduleView } from "./schedule-words.ts";
import { TimingFields } from "./timing-fields.tsx";

/** Makes a schedule (null), or edits one as it was seen. */
export function ScheduleDialog({
  schedule,
  onClose,
}: {
  schedule: ScheduleView | null;
  onClose: () => void;
}): ReactElement {
  const settings = useApi("GET /api/settings");
  const projects = useProjects();
  const [onceKey] = useState(() => crypto.randomUUID());
  const form = useForm<ScheduleDraft>({
    initialValues: draftOf(schedule, Date.now()),
    validate: (draft) => problemsOfDraft(draft, Date.now()),
  });
  const fields = fieldsOf(form);
  const create = useSend("POST /api/schedules");
  const edit = useSend("PUT /api/schedules/{id}");
  const error = create.error ?? edit.error;
  const save = (draft: ScheduleDraft): void => {
    const body = fieldsOfDraft(draft);
    if (body === null) return;
    const onSuccess = (): void => {
      tellDone(`${draft.name} is saved.`);
      onClose();
    };
    if (schedule === null) create.mutate({ body, onceKey }, { onSuccess });
    else
      edit.mutate(
        { params: { id: schedule.id }, body: { ...body, version: schedule.version } },
        { onSuccess },
      );
  };
  const kinds = settings.data?.textKinds ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={schedule === null ? "New schedule" : `Edit ${schedule.name}`}
      size="lg"
      centered
    >
      <form noValidate onSubmit={form.onSubmit(save)}>
        <Stack>
          <TextInput
            label="Name"
            description="What people call it."
            placeholder="Monday report"
            required
            data-autofocus
            {...fields.text("name")}
          />
          <TimingFields form={form} />
          <Textarea
            label="Request"
            description="As you would write it in Slack."
            placeholder="Report on the last week in #releases: what was done, what waits, what it cost"
            required
            autosize
            minRows={3}
            maxLength={20_000}
            {...fields.text("text")}
          />
          <Group grow align="flex-start">
            <NativeSelect
              label="Kind of text"
              description="Unless it is left to the desk."
              data={[
                { value: "null", label: "Any" },
                ...kinds.map((value) => ({ value, label: kindWords(value) })),
              ]}
              {...fields.choice("kind", [null, ...kinds])}
            />
            <NativeSelect
              label="Project"
              description="Whose people decide."
              data={projects}
              {...fields.choice("project", projects)}
            />
            <TextInput
              label="Slack channel"
              description="Empty: on the dashboard only."
              placeholder="C012AB3CD"
              {...fields.text("channel", { empty: "null" })}
            />
          </Group>
          {error !== null && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
            <Button type="submit" loading={create.isPending || edit.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
