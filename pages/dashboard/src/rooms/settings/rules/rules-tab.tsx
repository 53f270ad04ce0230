import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useSend } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { tellDone } from "../../../parts/tell.ts";
import { useSession } from "../../../session/session.tsx";
import { Conflict } from "../conflict.tsx";
import { OriginLine } from "../origin/origin-line.tsx";
import type { Rules, Settings } from "../setting.ts";
import { ApprovalSection } from "./approval-section.tsx";
import { BugFixSection } from "./bug-fix-section.tsx";
import { Clashes } from "./clashes.tsx";
import type { Editing } from "./editing.ts";
import { PatienceSection } from "./patience-section.tsx";
import { RepositoriesSection } from "./repositories-section.tsx";
import { rulesProblems } from "./rules-problems.ts";
import { ruleNames } from "./rules-words.ts";
import classes from "./rules.module.css";
import { TellingSection } from "./telling-section.tsx";
import { TrustSection } from "./trust-section.tsx";
import { useRulesEdit } from "./use-rules-edit.ts";
import { WindowsSection } from "./windows-section.tsx";

/** The rules that the team sets for itself. */
export function RulesTab({ settings: { rules: latest, boundaries } }: { settings: Settings }): ReactElement {
  const { may } = useSession();
  const { base, draft, clashes, changed, isBehind, setDraft, discard, load, saved } = useRulesEdit(latest);
  const [isTried, setTried] = useState(false);
  const { mutate, error, isPending, reset } = useSend("PUT /api/settings/rules");
  const problems = rulesProblems(draft);
  const editing: Editing = {
    rules: draft,
    change: (changes) => setDraft({ ...draft, ...changes }),
    problem: (path) => problems.get(path),
    readOnly: !may("operator"),
    boundaries,
  };
  const save = (): void => {
    setTried(true);
    if (problems.size > 0 || isBehind) return;
    mutate(
      { body: { rules: draft, version: base.version } },
      {
        onSuccess: ({ version }) => {
          saved(version);
          setTried(false);
          tellDone("The rules are saved. They count from now on.");
        },
      },
    );
  };
  const forget = (): void => {
    discard();
    reset();
    setTried(false);
  };
  return (
    <Stack>
      <OriginLine name="rules" origin={latest} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <TellingSection
            editing={editing}
            onOpsChannel={(channel) => setDraft(withOpsChannel(draft, channel))}
          />
          <ApprovalSection editing={editing} />
          <PatienceSection editing={editing} />
          <WindowsSection editing={editing} />
          <TrustSection editing={editing} />
          <BugFixSection editing={editing} />
          <RepositoriesSection editing={editing} />
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
                  onTake={(key) => setDraft(taken(draft, base.value, key))}
                />
                <Group justify="space-between" gap="xs">
                  <Text size="sm" role="status">
                    Not saved yet: {changed.map((key) => ruleNames[key]).join(", ")}.
                    {isTried && problems.size > 0 && " Some fields above need another look."}
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

function withOpsChannel(rules: Rules, channel: Rules["opsChannel"]): Rules {
  const { opsChannel: _before, ...others } = rules;
  return channel === undefined ? others : { ...others, opsChannel: channel };
}

/** Rules with one member as it is in others. */
function taken(mine: Rules, theirs: Rules, key: keyof Rules): Rules {
  if (key === "opsChannel") return withOpsChannel(mine, theirs.opsChannel);
  return { ...mine, [key]: theirs[key] };
}
