import { Button, Group, Stack } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { useSession } from "../../../session/session.tsx";
import { OriginLine } from "../origin/origin-line.tsx";
import type { PeopleSetting } from "../setting.ts";
import { IssueToken } from "./issue-token.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonDialog } from "./person-dialog.tsx";
import { RemovePerson } from "./remove-person.tsx";
import type { PersonDeed } from "./person-deed.ts";

/** Who there is and what each may do. */
export function People({ setting }: { setting: PeopleSetting }): ReactElement {
  const { may } = useSession();
  const [deed, setDeed] = useState<PersonDeed | null>(null);
  const close = (): void => setDeed(null);
  return (
    <Stack>
      <OriginLine name="people" origin={setting} />
      <Panel
        title="People"
        lead="One person over all channels: whoever decides in Slack and on the dashboard is still one."
        actions={
          may("operator") && (
            <Group>
              <Button size="xs" onClick={() => setDeed({ kind: "add" })}>
                Add a person
              </Button>
            </Group>
          )
        }
      >
        <PeopleTable people={setting.value} onDeed={setDeed} />
      </Panel>
      {deed?.kind === "add" && <PersonDialog setting={setting} id={null} onClose={close} />}
      {deed?.kind === "edit" && <PersonDialog setting={setting} id={deed.person.id} onClose={close} />}
      {deed?.kind === "remove" && <RemovePerson setting={setting} person={deed.person} onClose={close} />}
      {deed?.kind === "token" && <IssueToken person={deed.person} onClose={close} />}
    </Stack>
  );
}
