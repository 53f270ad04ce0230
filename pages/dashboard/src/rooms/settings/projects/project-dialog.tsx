import { Button, Group, Modal, NativeSelect, NumberInput, Stack, TagsInput, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { Conflict, Loaded } from "../conflict.tsx";
import { changedKeys } from "../merge.ts";
import type { RulesSetting, Settings } from "../setting.ts";
import { useBase } from "../use-base.ts";
import { valueWords } from "../value-words.ts";
import { ApproversField } from "./approvers-field.tsx";
import { draftOf, noProject, type ProjectDraft, projectProblems, withProject } from "./project-draft.ts";

const levels = [
  { value: "1", label: "1 monitoring" },
  { value: "2", label: "2 artefact" },
  { value: "3", label: "3 tactical" },
];
const levelOf = (value: string): ProjectDraft["autonomy"] => (value === "3" ? 3 : value === "2" ? 2 : 1);

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
  const { first, base, isBehind, hasLoaded, load } = useBase(settings.rules);
  const [draft, setDraft] = useState<ProjectDraft>(() => draftIn(first, name));
  const [isTried, setTried] = useState(false);
  const { mutate, error, isPending, reset } = useSend("PUT /api/settings/rules");
  const problems = projectProblems(draft, base.value, name);
  const told = isTried ? problems : {};
  const change = (changes: Partial<ProjectDraft>): void => setDraft({ ...draft, ...changes });
  const save = (): void => {
    setTried(true);
    if (Object.keys(problems).length > 0 || isBehind) return;
    mutate(
      { body: { rules: withProject(base.value, draft), version: base.version } },
      {
        onSuccess: () => {
          tellDone(`The project ${draft.name} is saved.`);
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={name === null ? "Add a project" : `Project ${name}`}
      size="lg"
      centered
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          {name === null && (
            <TextInput
              label="Name"
              description="How the records name it. It stays as it is."
              required
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
              error={told.name}
              data-autofocus
            />
          )}
          <TagsInput
            label="Slack channels"
            description="What is asked for there belongs to the project. Enter adds one."
            placeholder="C012AB3CD"
            value={draft.channels}
            onChange={(channels) => change({ channels })}
            error={told.channels}
            acceptValueOnBlur
          />
          <ApproversField
            value={draft.approvers}
            onChange={(approvers) => change({ approvers })}
            kinds={settings.boundaries.flatMap(({ kind, verdict }) =>
              verdict === "forbidden" ? [] : [kind],
            )}
            people={settings.people.value}
            error={told.approvers}
          />
          <TagsInput
            label="Stakeholders"
            description="Mail addresses, or whole domains such as @example.com. Enter adds one."
            value={draft.stakeholders}
            onChange={(stakeholders) => change({ stakeholders })}
            error={told.stakeholders}
            acceptValueOnBlur
          />
          <Group grow align="flex-start">
            <NativeSelect
              label="Autonomy before any promotion"
              value={String(draft.autonomy)}
              onChange={(event) => change({ autonomy: levelOf(event.currentTarget.value) })}
              data={levels}
            />
            <NumberInput
              label="Budget a day, dollars"
              prefix="$"
              min={0}
              decimalScale={2}
              value={Number.isNaN(draft.budgetUsdDay) ? "" : draft.budgetUsdDay}
              onChange={(value) => change({ budgetUsdDay: value === "" ? Number.NaN : Number(value) })}
              error={told.budgetUsdDay}
            />
          </Group>
          {isBehind ? (
            <Conflict
              what="rules"
              latest={settings.rules}
              onLoad={() => {
                load();
                reset();
              }}
            />
          ) : (
            error !== null && <Failure error={error} />
          )}
          {hasLoaded && !isBehind && <Loaded>{theirsOf(first, base, name)}</Loaded>}
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

function draftIn({ value: { projects } }: RulesSetting, name: string | null): ProjectDraft {
  const found = name === null ? undefined : projects[name];
  return name === null || found === undefined ? { ...noProject, name: name ?? "" } : draftOf(name, found);
}

const fieldNames: Record<keyof ProjectDraft, string> = {
  name: "name",
  channels: "channels",
  approvers: "who decides",
  stakeholders: "stakeholders",
  autonomy: "autonomy",
  budgetUsdDay: "budget a day",
};

/** What the other one did to this project, in words. */
function theirsOf(first: RulesSetting, base: RulesSetting, name: string | null): string {
  const theirs = draftIn(base, name);
  const changed = changedKeys(draftIn(first, name), theirs);
  if (changed.length === 0) return "Theirs is loaded. They left this project as it was.";
  const words = changed.map((key) => `${fieldNames[key]}: ${valueWords(theirs[key])}`).join("; ");
  return `Theirs is loaded. They changed this project too (${words}). Saving puts your entries in their place.`;
}
