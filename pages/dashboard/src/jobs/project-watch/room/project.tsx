import { Tabs } from "@mantine/core";
import { lazy, type ReactElement, Suspense, useEffect, useRef } from "react";
import { useLocation, useParams } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { oneOf } from "../../../parts/address.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import { DocumentTab } from "../artefact/document-tab.tsx";
import { Cycles } from "../cycles/cycles.tsx";
import { Feed } from "../feed/feed.tsx";
import { Now } from "../now/now.tsx";
import { Proposals } from "../proposals/proposals.tsx";
import { Sources } from "../sources/sources.tsx";
import { projectAddress, type Tab, tabs, tabWords } from "../tabs.ts";
import type { WatchedProject } from "../views.ts";
import classes from "./project.module.css";
import { Unwatched } from "./unwatched.tsx";

const AutonomyTab = lazy(async () => ({
  default: (await import("../autonomy/autonomy-tab.tsx")).AutonomyTab,
}));
const SettingsTab = lazy(async () => ({
  default: (await import("../settings/settings-tab.tsx")).SettingsTab,
}));

/** One project: its state, its documents, its feed and its clock, each at an address of its own. */
export function ProjectRoom(): ReactElement {
  const { project, tab } = useParams<{ project: string; tab?: string }>();
  const { data, error, refetch } = useApi("GET /api/projects/{project}", { params: { project } });
  // While another one is read, the one before is still at hand: it must not stand under this name.
  if (data?.project === project)
    return (
      <Room title={project}>
        {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
        <ProjectTabs watch={data} tab={oneOf(tab ?? null, tabs) ?? "now"} />
      </Room>
    );
  return (
    <Room title={project}>
      {error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />}
    </Room>
  );
}

function ProjectTabs({ watch, tab }: { watch: WatchedProject; tab: Tab }): ReactElement {
  const [, go] = useLocation();
  const { project } = watch;
  const strip = useRef<HTMLDivElement>(null);
  // Where there is no room for all tabs, the one that is open is in sight.
  useEffect(() => {
    strip.current
      ?.querySelector('[role="tab"][aria-selected="true"]')
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [tab]);
  return (
    <Tabs value={tab} onChange={(next) => go(projectAddress(project, oneOf(next, tabs)))} keepMounted={false}>
      <div className={classes["strip"]} ref={strip}>
        <Tabs.List className={classes["tabs"]}>
          {tabs.map((one) => (
            <Tabs.Tab value={one} key={one} px="sm">
              {tabWords[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </div>
      <Tabs.Panel value={tab}>
        <Suspense fallback={<Loading lines={8} />}>
          {wasNeverWatched(watch) && tab !== "settings" && !isDocument(tab) ? (
            <Unwatched watch={watch} />
          ) : (
            <Shown watch={watch} tab={tab} />
          )}
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

/** What a watch has left behind is shown after its end too. */
const wasNeverWatched = ({ state, suggestions, cycles }: WatchedProject): boolean =>
  state === "unwatched" && suggestions === 0 && cycles === 0;

/** Documents can be written without anybody watching. */
const isDocument = (tab: Tab): boolean => ["raid", "delivery", "backlog", "decisions"].includes(tab);

function Shown({ watch, tab }: { watch: WatchedProject; tab: Tab }): ReactElement {
  const { project } = watch;
  switch (tab) {
    case "now":
      return <Now watch={watch} />;
    case "raid":
      return <DocumentTab project={project} kind="raid_log" />;
    case "delivery":
      return <DocumentTab project={project} kind="delivery_state" />;
    case "backlog":
      return <DocumentTab project={project} kind="backlog_summary" />;
    case "decisions":
      return <DocumentTab project={project} kind="decision_log" />;
    case "feed":
      return <Feed project={project} />;
    case "cycles":
      return <Cycles watch={watch} />;
    case "sources":
      return <Sources watch={watch} />;
    case "proposals":
      return <Proposals project={project} />;
    case "autonomy":
      return <AutonomyTab project={project} />;
    case "settings":
      return <SettingsTab watch={watch} />;
  }
}
