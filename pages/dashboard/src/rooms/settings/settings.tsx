import { Tabs, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { oneOf } from "../../parts/address.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { useSession } from "../../session/session.tsx";
import { Boundaries } from "./boundaries.tsx";
import { People } from "./people/people.tsx";
import { Projects } from "./projects/projects.tsx";
import { RulesTab } from "./rules/rules-tab.tsx";
import type { Settings as AllSettings } from "./setting.ts";

const tabs = ["people", "projects", "rules", "boundaries"] as const;
const labels: Record<(typeof tabs)[number], string> = {
  people: "People",
  projects: "Projects",
  rules: "Rules",
  boundaries: "Boundaries",
};

/** Who there is, whose work goes where, what the team has set for itself, and what nobody can change here. */
export function Settings(): ReactElement {
  const { may } = useSession();
  const { data, error, refetch } = useApi("GET /api/settings");
  return (
    <Room title="Settings" lead="What is changed here counts within seconds, and goes into the ledger.">
      {!may("operator") && (
        <Text size="sm" c="dimmed">
          Operators change settings. You can look.
        </Text>
      )}
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <SettingsTabs settings={data} />
      )}
    </Room>
  );
}

function SettingsTabs({ settings }: { settings: AllSettings }): ReactElement {
  const { get, set } = useAddress();
  const tab = oneOf(get("tab"), tabs) ?? "people";
  return (
    // What has been typed into one tab is still there after a look at another.
    <Tabs value={tab} onChange={(value) => set({ tab: value === "people" ? null : value })} keepMounted>
      <Tabs.List mb="md">
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {labels[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="people">
        <People setting={settings.people} />
      </Tabs.Panel>
      <Tabs.Panel value="projects">
        <Projects settings={settings} />
      </Tabs.Panel>
      <Tabs.Panel value="rules">
        <RulesTab settings={settings} />
      </Tabs.Panel>
      <Tabs.Panel value="boundaries">
        <Boundaries boundaries={settings.boundaries} />
      </Tabs.Panel>
    </Tabs>
  );
}
