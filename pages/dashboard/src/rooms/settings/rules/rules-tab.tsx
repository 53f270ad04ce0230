import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { fieldsOf } from "../../../parts/form/fields.ts";
import { tellDone } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import { Conflict } from "../conflict.tsx";
import { OriginLine } from "../origin/origin-line.tsx";
import type { Rules, Settings } from "../setting.ts";
import { Clashes } from "./clashes.tsx";
import { RulesFields } from "./rules-fields.tsx";
import { ruleNames } from "./rules-words.ts";
import classes from "./rules.module.css";
import { type Editing, useRulesEdit } from "./use-rules-edit.ts";

/** The rules that the team sets for itself. */
export function RulesTab({
  settings: { rules: latest, boundaries, textKinds },
}: {
  settings: Settings;
}): ReactElement {
  const { may } = useSession();
  const { form, base, clashes, changed, isBehind, discard, load, saved } = useRulesEdit(latest);
  const { mutate, error, isPending, reset } = useSend("PUT /api/settings/rules");
  const editing: Editing = {
    rules: form.values,
    fields: fieldsOf(form, !may("operator")),
    boundaries,
    textKinds,
  };
  const save = (rules: Rules): void =>
    mutate(
      { body: { rules, version: base.version } },
      {
        onSuccess: ({ version }) => {
          saved(rules, version);
          tellDone("The rules are saved. They count from now on.");
        },
      },
    );
  const submit = form.onSubmit(save);
  const forget = (): void => {
    discard();
    reset();
  };
  return (
    <Stack>
      <OriginLine name="rules" origin={latest} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBehind) submit(event);
        }}
      >
        <Stack>
          <RulesFields editing={editing} />
          {changed.length > 0 && (
            <Paper withBorder shadow="sm" p="sm" className={classes["bar"]}>
              <Stack gap="sm">
                {isBehind ? (
                  <Conflict
                    what="rules"
                    latest={latest}
                    onLoad={() => {
                      load();
                      reset();
                    }}
                  />
                ) : (
                  error !== null && <Failure error={error} />
                )}
                <Clashes
                  clashes={clashes}
                  theirs={base.value}
                  onTake={(key) => form.setFieldValue(key, base.value[key])}
                />
                <Group justify="space-between" gap="xs">
                  <Text size="sm" role="status">
                    Not saved yet: {changed.map((key) => ruleNames[key]).join(", ")}.
                    {Object.keys(form.errors).length > 0 && " Some fields above need another look."}
                  </Text>
                  <Group gap="xs">
                    <Button variant="default" onClick={forget}>
                      Discard
                    </Button>
                    <Button type="submit" loading={isPending} disabled={isBehind}>
                      Save
                    </Button>
                  </Group>
                </Group>
              </Stack>
            </Paper>
          )}
        </Stack>
      </form>
    </Stack>
  );
}
