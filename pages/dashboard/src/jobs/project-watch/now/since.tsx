import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { Loading } from "../../../parts/loading.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { useNow } from "../../../parts/use-now.ts";
import { When } from "../../../parts/when.tsx";
import { counted } from "../../../parts/words.ts";
import { projectAddress } from "../tabs.ts";
import { happenings } from "./happenings.ts";
import classes from "./now.module.css";
import { Way } from "./way.tsx";

const dayMs = 24 * 60 * 60_000;
const atMost = 8;

/** What mattered in the last day: signals, and what was written into the documents. */
export function Since({ project }: { project: string }): ReactElement {
  const since = new Date(useNow(60_000) - dayMs).toISOString();
  const { data } = useApi("GET /api/projects/{project}/signals", {
    params: { project },
    query: { limit: 100 },
  });
  const raid = useVersions(project, "raid_log");
  const delivery = useVersions(project, "delivery_state");
  const log = useVersions(project, "decision_log");
  const fresh = data?.signals.filter(({ receivedAt }) => receivedAt >= since).length ?? 0;
  const all = happenings(data?.signals ?? [], [...raid, ...delivery, ...log], since);
  return (
    <Panel
      title="Since yesterday"
      lead={
        data === undefined
          ? undefined
          : `${counted(fresh, "signal")}${fresh === data.signals.length && data.nextCursor !== null ? " or more" : ""}; what mattered of it:`
      }
      actions={<Way project={project} tab="feed" words="The whole feed" />}
    >
      {data === undefined && <Loading />}
      {data !== undefined && all.length === 0 && (
        <Text size="sm">{fresh === 0 ? "Nothing has happened." : "Nothing of it mattered."}</Text>
      )}
      {all.length > 0 && (
        <ul className={classes["list"]} aria-label="Since yesterday">
          {all.slice(0, atMost).map(({ key, at, title, more, tab, query }) => (
            <li key={key} className={classes["item"]}>
              <div className={classes["line"]}>
                <Anchor component={Link} href={projectAddress(project, tab, query)} size="sm" fw={600}>
                  {title}
                </Anchor>
                <Text size="sm" c="dimmed">
                  <When at={at} />
                </Text>
              </div>
              <Text size="sm" c="dimmed" lineClamp={2}>
                {more}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function useVersions(project: string, kind: "raid_log" | "delivery_state" | "decision_log") {
  const { data } = useApi("GET /api/projects/{project}/artefacts/{kind}/versions", {
    params: { project, kind },
  });
  return data?.versions.map((version) => ({ kind, version })) ?? [];
}
