import { NumberInput, SimpleGrid, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { rulesSchema } from "../../../../../../shared/jobs/rules.ts";
import { Panel } from "../../../parts/panel.tsx";
import { useNow } from "../../../parts/use-now.ts";
import type { Editing } from "./use-rules-edit.ts";
import { hourAt } from "./rules-words.ts";

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where and when the team is told. */
export function TellingSection({ editing: { rules, fields } }: { editing: Editing }): ReactElement {
  const now = useNow(60_000);
  const isHour = rulesSchema.shape.digestHour.safeParse(rules.digestHour).success;
  return (
    <Panel title="Telling the team">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Ops channel"
          description="Slack channel for alerts, the digest and changes of autonomy. Empty: none."
          placeholder="C012AB3CD"
          {...fields.text("opsChannel", { empty: "unset" })}
        />
        <TextInput
          label="Fallback channel"
          description="Slack channel in which is told what can't be told where it belongs. Empty: the ops channel."
          placeholder="C012AB3CD"
          {...fields.text("notices.fallbackChannel", { empty: "unset" })}
        />
        <NumberInput
          label="Hour of the digest (UTC)"
          description={
            isHour
              ? `What waits is told from ${hourAt(rules.digestHour, now)} on by your clock (${zone}).`
              : "From then on, what waits is told once a day."
          }
          allowDecimal={false}
          {...fields.amount("digestHour")}
        />
        <NumberInput
          label="Minutes between looks for lost webhooks"
          description="GitHub, Sentry and Jira are asked so often for what they may have failed to tell."
          allowDecimal={false}
          {...fields.amount("pollMinutes")}
        />
      </SimpleGrid>
    </Panel>
  );
}
