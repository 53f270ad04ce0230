import { SimpleGrid, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../../parts/panel.tsx";
import { useNow } from "../../../parts/use-now.ts";
import type { Rules } from "../setting.ts";
import { Amount } from "./amount.tsx";
import type { Editing } from "./editing.ts";
import { hourAt } from "./rules-words.ts";

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where and when the team is told. */
export function TellingSection({
  editing: { rules, change, problem, readOnly },
  onOpsChannel,
}: {
  editing: Editing;
  onOpsChannel: (channel: Rules["opsChannel"]) => void;
}): ReactElement {
  const now = useNow(60_000);
  const isHour = problem("digestHour") === undefined;
  return (
    <Panel title="Telling the team">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Ops channel"
          description="Slack channel for alerts, the digest and changes of autonomy. Empty: none."
          placeholder="C012AB3CD"
          value={rules.opsChannel ?? ""}
          onChange={({ currentTarget: { value } }) =>
            onOpsChannel(value.trim() === "" ? undefined : value.trim())
          }
          readOnly={readOnly}
        />
        <Amount
          label="Hour of the digest (UTC)"
          description={
            isHour
              ? `What waits is told from ${hourAt(rules.digestHour, now)} on by your clock (${zone}).`
              : "From then on, what waits is told once a day."
          }
          value={rules.digestHour}
          onChange={(digestHour) => change({ digestHour })}
          error={problem("digestHour")}
          readOnly={readOnly}
          whole
        />
      </SimpleGrid>
    </Panel>
  );
}
