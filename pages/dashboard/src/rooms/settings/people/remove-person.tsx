import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { tellDone } from "../../../parts/tell.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import type { PeopleSetting, Person } from "../setting.ts";
import { withoutPerson } from "./edited-person.ts";

/** Takes a person off the list, after a second look. */
export function RemovePerson({
  setting,
  person: { id, name },
  onClose,
}: {
  setting: PeopleSetting;
  person: Person;
  onClose: () => void;
}): ReactElement {
  const [seen] = useState(setting);
  const { mutate, error, isPending } = useSend("PUT /api/settings/people");
  return (
    <Confirm
      title={`Remove ${name}`}
      verb="Remove"
      error={error}
      isSending={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { body: { people: withoutPerson(seen.value, id), version: seen.version } },
          {
            onSuccess: () => {
              tellDone(`${name} is off the list.`);
              onClose();
            },
          },
        )
      }
    >
      Their token and their sessions end. What the records say of {id} stays.
    </Confirm>
  );
}
