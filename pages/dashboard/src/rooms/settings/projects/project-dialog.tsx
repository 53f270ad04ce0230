import { useForm } from "@mantine/form";
import type { ReactElement } from "react";
import { useSend } from "../../../api/use-api.ts";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { tellDone } from "../../../parts/tell.ts";
import { editedPerson } from "../people/edited-person.ts";
import { SettingDialog } from "../setting-dialog.tsx";
import type { Project, Settings } from "../setting.ts";
import { theirsWords } from "../theirs-words.ts";
import { useBase } from "../use-base.ts";
import { type EditedProject, projectIn, projectProblems, withProject } from "./edited-project.ts";
import { ProjectFields } from "./project-fields.tsx";

/** Adds a project (`name` null) or edits one. */
export function ProjectDialog({
  settings,
  name,
  onClose,
}: {
  settings: Settings;
  name: string | null;
  onClose: () => void;
}): ReactElement {
  const ground = useBase(settings.rules);
  const { first, base } = ground;
  const form = useForm<EditedProject>({
    initialValues: projectIn(first.value, name),
    validate: (draft) =>
      projectProblems(draft, {
        rules: base.value,
        people: settings.people.value.map(editedPerson),
        before: name,
      }),
  });
  const sending = useSend("PUT /api/settings/rules");
  const save = (draft: EditedProject): void =>
    sending.mutate(
      { body: { rules: withProject(base.value, draft), version: base.version } },
      {
        onSuccess: () => {
          tellDone(`The project ${draft.name} is saved.`);
          onClose();
        },
      },
    );
  const projectOf = (from: typeof base): Project => projectIn(from.value, name).project;
  return (
    <SettingDialog
      title={name === null ? "Add a project" : `Project ${name}`}
      size="lg"
      what="rules"
      latest={settings.rules}
      ground={ground}
      theirs={theirsWords("project", projectOf(first), projectOf(base), fieldNames)}
      sending={sending}
      onSubmit={form.onSubmit(save)}
      onClose={onClose}
    >
      <ProjectFields
        fields={fieldsOf(form)}
        project={form.values.project}
        settings={settings}
        isNew={name === null}
      />
    </SettingDialog>
  );
}

const fieldNames: Record<keyof Project, string> = {
  channels: "channels",
  approvers: "who decides",
  stakeholders: "stakeholders",
  jiraProjects: "Jira projects",
  autonomy: "autonomy",
  budgetUsdDay: "budget a day",
  house: "house rules",
  memory: "memory shared with other projects",
  meetings: "bots for meetings",
};
