import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { Conflict, Loaded } from "../conflict.tsx";
import { changedKeys } from "../merge.ts";
import type { PeopleSetting, Person } from "../setting.ts";
import { useBase } from "../use-base.ts";
import { valueWords } from "../value-words.ts";
import {
  draftOf,
  noPerson,
  type PersonDraft,
  personProblems,
  roleWords,
  withPerson,
} from "./person-draft.ts";

const roles = ["viewer", "approver", "operator"] as const satisfies Person["role"][];
const fieldNames: Record<keyof PersonDraft, string> = {
  id: "id",
  name: "name",
  role: "role",
  slack: "Slack id",
  email: "email",
};

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
  const { first, base, isBehind, hasLoaded, load } = useBase(setting);
  const [draft, setDraft] = useState<PersonDraft>(() => draftIn(first, id));
  const [isTried, setTried] = useState(false);
  const { mutate, error, isPending, reset } = useSend("PUT /api/settings/people");
  const problems = personProblems(
    draft,
    base.value.filter((one) => one.id !== id),
  );
  const field = (name: Exclude<keyof PersonDraft, "role">) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
    error: isTried ? problems[name] : undefined,
  });
  const save = (): void => {
    setTried(true);
    if (Object.keys(problems).length > 0 || isBehind) return;
    mutate(
      { body: { people: withPerson(base.value, id, draft), version: base.version } },
      {
        onSuccess: () => {
          tellDone(`${draft.name.trim()} is saved.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={id === null ? "Add a person" : `Edit ${id}`} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          {id === null && (
            <TextInput
              label="Id"
              description="How the records name the person. It stays as it is."
              required
              data-autofocus
              {...field("id")}
            />
          )}
          <TextInput label="Name" required {...field("name")} />
          <NativeSelect
            label="Role"
            description={`The ${draft.role} ${roleWords[draft.role]}.`}
            value={draft.role}
            onChange={({ currentTarget: { value } }) =>
              setDraft({ ...draft, role: roles.find((one) => one === value) ?? draft.role })
            }
            data={[...roles]}
          />
          <TextInput
            label="Slack id"
            description="Lets the person decide in Slack. It stands in their Slack profile."
            placeholder="U012AB3CD"
            {...field("slack")}
          />
          <TextInput
            label="Email"
            description="The address under which Cloudflare Access knows the person."
            type="email"
            {...field("email")}
          />
          {isBehind ? (
            <Conflict
              what="people"
              latest={setting}
              onLoad={() => {
                load();
                reset();
              }}
            />
          ) : (
            error !== null && <Failure error={error} />
          )}
          {hasLoaded && !isBehind && <Loaded>{theirsOf(first, base, id)}</Loaded>}
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

function draftIn({ value }: PeopleSetting, id: string | null): PersonDraft {
  const found = value.find((one) => one.id === id);
  return found === undefined ? noPerson : draftOf(found);
}

/** What the other one did to this person, in words. */
function theirsOf(first: PeopleSetting, base: PeopleSetting, id: string | null): string {
  if (id !== null && !base.value.some((one) => one.id === id))
    return "Theirs is loaded. They removed this person: saving adds the person again, without a token.";
  const theirs = draftIn(base, id);
  const changed = changedKeys(draftIn(first, id), theirs);
  if (changed.length === 0) return "Theirs is loaded. They left this person as it was.";
  const words = changed.map((key) => `${fieldNames[key]}: ${valueWords(theirs[key])}`).join("; ");
  return `Theirs is loaded. They changed this person too (${words}). Saving puts your entries in their place.`;
}
