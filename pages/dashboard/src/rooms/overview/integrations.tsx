import { Badge, type MantineColor, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { Panel } from "../../parts/panel.tsx";
import { useNow } from "../../parts/use-now.ts";
import { Clock, When } from "../../parts/when.tsx";
import { configuredWords, healthOf, type Integration, integrationName } from "./integration-words.ts";
import { Reopen } from "./reopen.tsx";
import classes from "./overview.module.css";

const configuredColors: Record<Integration["configured"], MantineColor> = {
  live: "green",
  sandbox: "gray",
  missing: "orange",
};
const stateColors: Record<ReturnType<typeof healthOf>["state"], string | undefined> = {
  well: undefined,
  troubled: "light-dark(#8a5a00, #f0c04a)",
  down: "light-dark(#c43c12, #ff7a4d)",
  unset: "dimmed",
};

/** Whether each outside service is set up, and whether it answers. */
export function Integrations({ integrations }: { integrations: readonly Integration[] }): ReactElement {
  const now = useNow(5000);
  const { data } = useApi("GET /api/stops");
  const isStopped = (service: string): boolean =>
    data?.open.some(({ scope, name }) => scope === "all" || (scope === "service" && name === service)) ??
    false;
  return (
    <Panel title="Services">
      <ul className={classes["list"]}>
        {integrations.map((one) => (
          <li key={one.name} className={classes["service"]}>
            <Service integration={one} now={now} isStopped={isStopped(one.name)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Service({
  integration,
  now,
  isStopped,
}: {
  integration: Integration;
  now: number;
  isStopped: boolean;
}): ReactElement {
  const { name, configured, lastSuccessAt, lastFailure, pausedUntil, openUntil } = integration;
  const { state, words } = healthOf(integration, now, isStopped);
  const isAhead = (at: string | null): at is string => at !== null && Date.parse(at) > now;
  return (
    <>
      <Stack gap={4} align="flex-start">
        <Text size="sm" fw={600}>
          {integrationName(name)}
        </Text>
        <Badge color={configuredColors[configured]} variant="light" tt="none" fw={600} miw="max-content">
          {configuredWords[configured]}
        </Badge>
      </Stack>
      <div>
        <Text size="sm" {...(stateColors[state] === undefined ? {} : { c: stateColors[state] })}>
          {words}
          {isAhead(openUntil) && (
            <>
              , until <Clock at={openUntil} />
            </>
          )}
          {isAhead(pausedUntil) && (
            <>
              , paused until <Clock at={pausedUntil} />
            </>
          )}
        </Text>
        {(isAhead(openUntil) || isAhead(pausedUntil)) && <Reopen service={name} />}
        <Text size="xs" c="dimmed">
          Last success: {lastSuccessAt === null ? "none lately" : <When at={lastSuccessAt} />}
          {lastFailure !== null && (
            <>
              <br />
              Last failure: {lastFailure}
            </>
          )}
        </Text>
      </div>
    </>
  );
}
