import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { Panel } from "../../../parts/panel.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { Conflict, Loaded } from "../../../rooms/settings/conflict.tsx";
import type { Settings } from "../../../rooms/settings/setting.ts";
import { valueWords } from "../../../rooms/settings/theirs-words.ts";
import { useSession } from "../../../session/session.tsx";
import { CheckResults } from "../sources/check-results.tsx";
import { useWatchEdit, withWatch } from "./use-watch-edit.ts";
import {
  isConnected,
  isSamePlaces,
  type WatchDraft,
  watchNames,
  watchProblems,
  watchRulesOf,
} from "./watch-draft.ts";
import { ConnectFields, TellingFields, TimesFields } from "./watch-fields.tsx";
import classes from "../../../rooms/settings/rules/rules.module.css";

/** The form of a project's watch. It can be checked before it is saved. */
export function WatchForm({
  settings: { rules: latest, people },
  project,
  isWatched,
}: {
  settings: Settings;
  project: string;
  isWatched: boolean;
}): ReactElement {
  const { may } = useSession();
  const edit = useWatchEdit(latest, project);
  const { form, changed, isBehind, clashes } = edit;
  const saving = useSend("PUT /api/settings/rules");
  const check = useSend("POST /api/projects/{project}/check");
  const fields = fieldsOf(form, !may("operator"));
  const isRight = Object.keys(watchProblems(form.values)).length === 0;
  const hasSource = isConnected(watchRulesOf(form.values));
  const isOpen = !isWatched || changed.length > 0;
  const save = (draft: WatchDraft): void =>
    saving.mutate(
      { body: { rules: withWatch(latest.value, project, draft), version: latest.version } },
      {
        onSuccess: () => {
          edit.saved(draft);
          tellDone(isWatched ? "The watch is saved." : `${project} is watched from now on.`);
        },
      },
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBehind) form.onSubmit(save)(event);
      }}
    >
      <Stack>
        <ConnectFields fields={fields} title={isWatched ? "Where it is watched" : "1. Connect"} />
        {may("operator") && (
          <Panel
            title={isWatched ? "Check" : "2. Check"}
            lead="Asks each of them whether it answers, with what stands above. Nothing is saved."
            actions={
              <Button
                size="xs"
                variant="default"
                loading={check.isPending}
                disabled={!isRight || !hasSource}
                onClick={() =>
                  check.mutate({ params: { project }, body: { rules: watchRulesOf(form.values) } })
                }
              >
                Check now
              </Button>
            }
          >
            {!hasSource && (
              <Text size="sm" c="dimmed">
                Nothing is connected yet.
              </Text>
            )}
            {check.error !== null && <Failure error={check.error} />}
            {check.data !== undefined &&
              isSamePlaces(check.variables.body?.rules, watchRulesOf(form.values)) && (
                <CheckResults sources={check.data.sources} />
              )}
          </Panel>
        )}
        <TimesFields fields={fields} />
        <TellingFields fields={fields} people={people.value} />
        {may("operator") && isOpen && (
          <Paper withBorder shadow="sm" p="sm" className={classes["bar"]}>
            <Stack gap="sm">
              {isBehind ? (
                <Conflict
                  what="rules"
                  latest={latest}
                  onLoad={() => {
                    edit.load();
                    saving.reset();
                  }}
                />
              ) : (
                saving.error !== null && <Failure error={saving.error} />
              )}
              {clashes.length > 0 && (
                <Loaded>
                  <Stack gap="xs">
                    {clashes.map((key) => (
                      <Group key={key} justify="space-between" gap="xs">
                        <Text size="sm">
                          Both of you changed: {watchNames[key]}. Yours stands in the form. Theirs is:{" "}
                          {valueWords(edit.theirs[key])}
                        </Text>
                        <Button size="compact-xs" variant="default" onClick={() => edit.take(key)}>
                          Take theirs
                        </Button>
                      </Group>
                    ))}
                  </Stack>
                </Loaded>
              )}
              <Group justify="space-between" gap="xs">
                <Text size="sm" role="status">
                  {isWatched
                    ? `Not saved yet: ${changed.map((key) => watchNames[key]).join(", ")}.`
                    : "3. Save: from then on it is watched."}
                  {!isRight && " Some fields above need another look."}
                </Text>
                <Group gap="xs">
                  {changed.length > 0 && (
                    <Button
                      variant="default"
                      onClick={() => {
                        edit.discard();
                        saving.reset();
                      }}
                    >
                      Discard
                    </Button>
                  )}
                  <Button type="submit" loading={saving.isPending} disabled={isBehind}>
                    {isWatched ? "Save" : "Save and watch it"}
                  </Button>
                </Group>
              </Group>
            </Stack>
          </Paper>
        )}
      </Stack>
    </form>
  );
}
