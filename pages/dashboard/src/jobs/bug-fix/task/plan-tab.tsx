import { Paper, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Disclosure } from "../../../parts/disclosure.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Plan } from "../../../parts/plan/plan.tsx";
import { When } from "../../../parts/when.tsx";
import type { Dossier } from "../../job-panels.ts";
import type { FixView } from "../../../parts/change/use-fix.ts";
import { earlierPlans } from "./earlier-plans.ts";

/** The plan as it stands, and the versions before it. */
export function PlanTab({
  fix: { planned, howTested, revision },
  actions,
}: {
  fix: FixView;
  actions: Dossier["actions"];
}): ReactElement {
  const earlier = earlierPlans(actions, revision);
  return (
    <Stack>
      {planned === null ? (
        revision === 0 ? (
          <Empty title="No plan yet">It stands here as soon as the crew has read the code.</Empty>
        ) : (
          <Empty title="The plan can’t be shown">
            Its text is gone from storage. The pull request has it.
          </Empty>
        )
      ) : (
        <Paper withBorder p="md">
          <Plan planned={planned} howTested={howTested}>
            {revision > 1 && (
              <Text component="span" size="sm" c="dimmed">
                version {revision}
              </Text>
            )}
          </Plan>
        </Paper>
      )}
      {earlier.map(({ id, revision: version, createdAt, planned: before, howTested: testedBefore }) => (
        <Disclosure
          key={id}
          label={
            <>
              Version {version}, <When at={createdAt} />
            </>
          }
        >
          <Paper withBorder p="md">
            <Plan planned={before} howTested={testedBefore} />
          </Paper>
        </Disclosure>
      ))}
    </Stack>
  );
}
