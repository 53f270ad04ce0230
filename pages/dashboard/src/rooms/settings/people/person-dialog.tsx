import { useForm } from "@mantine/form";
import type { ReactElement } from "react";
import { personWords } from "../../../../../../shared/domain/person.ts";
import { useSend } from "../../../api/use-api.ts";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { tellDone } from "../../../parts/tell.ts";
import { SettingDialog } from "../setting-dialog.tsx";
import type { EditedPerson, PeopleSetting } from "../setting.ts";
import { theirsWords } from "../theirs-words.ts";
import { useBase } from "../use-base.ts";
import { editedPerson, noPerson, personProblems, withPerson } from "./edited-person.ts";
import { PersonFields } from "./person-fields.tsx";

/** Adds a person (`id` null) or edits one. */
export function PersonDialog({
  setting,
  id,
  onClose,
}: {
  setting: PeopleSetting;
  id: string | null;
  onClose: () => void;
}): ReactElement {
  const ground = useBase(setting);
  const { first, base } = ground;
  const form = useForm<EditedPerson>({
    initialValues: personIn(first, id),
    validate: (person) => personProblems(person, base.value.filter((one) => one.id !== id).map(editedPerson)),
  });
  const sending = useSend("PUT /api/settings/people");
  const save = (person: EditedPerson): void =>
    sending.mutate(
      { body: { people: withPerson(base.value, id, person), version: base.version } },
      {
        onSuccess: () => {
          tellDone(`${person.name} is saved.`);
          onClose();
        },
      },
    );
  const isGone = id !== null && !base.value.some((one) => one.id === id);
  return (
    <SettingDialog
      title={id === null ? "Add a person" : `Edit ${id}`}
      what="people"
      latest={setting}
      ground={ground}
      theirs={
        isGone
          ? "They removed this person: saving adds the person again, without a token."
          : theirsWords("person", personIn(first, id), personIn(base, id), personWords)
      }
      sending={sending}
      onSubmit={form.onSubmit(save)}
      onClose={onClose}
    >
      <PersonFields fields={fieldsOf(form)} role={form.values.role} isNew={id === null} />
    </SettingDialog>
  );
}

function personIn({ value }: PeopleSetting, id: string | null): EditedPerson {
  const found = value.find((one) => one.id === id);
  return found === undefined ? noPerson : editedPerson(found);
}
