import { Alert, Button, Group, NativeSelect, SegmentedControl, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { localDay } from "../../../../../../shared/domain/local-day.ts";
import { defaultProject } from "../../../../../../shared/policy/rules.ts";
import { useApi } from "../../../api/use-api.ts";
import { oneOf } from "../../../parts/address.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Filter } from "../../../parts/filter.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { useNow } from "../../../parts/use-now.ts";
import { useProjects } from "../../../rooms/tasks/use-projects.ts";
import { ownZone, zones } from "../zone.ts";
import { type Entry, pageAfter, pageOf, views } from "./days.ts";
import { DayGrid } from "./day-grid.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import type { Slot } from "./slot.ts";

/** What goes out when: the texts that wait, that are approved, and what has become of them. */
export function Calendar(): ReactElement {
  const { get, set } = useAddress();
  const projects = useProjects();
  const [moving, setMoving] = useState<{ entry: Entry; slot: Slot | null } | null>(null);
  const project = get("project") ?? undefined;
  const settings = useApi("GET /api/settings");
  const ofProject =
    settings.data?.rules.value.editorial?.projects?.[project ?? defaultProject]?.timeZone ?? "UTC";
  const zone = zones.find((one) => one === get("zone")) ?? ofProject;
  const today = localDay(useNow(60_000), zone);
  const view = oneOf(get("view"), views) ?? "week";
  const day = /^\d{4}-\d{2}-\d{2}$/.test(get("day") ?? "") ? (get("day") ?? today) : today;
  const page = pageOf(view, day, zone);
  const query = { from: page.from, to: page.to, project };
  const { data, error, refetch } = useApi("GET /api/calendar", { query });
  const go = (pages: number): void => set({ day: pageAfter(view, day, pages) }, { replace: true });
  return (
    <Room
      title="Calendar"
      lead="What goes out when. Drag it to another time; by keyboard, go to Move and use the arrows."
    >
      <Group justify="space-between" align="flex-end" gap="sm">
        <Group gap="xs">
          <Button variant="default" onClick={() => go(-1)} aria-label={`The ${view} before`}>
            ‹
          </Button>
          <Button variant="default" onClick={() => set({ day: null }, { replace: true })}>
            Today
          </Button>
          <Button variant="default" onClick={() => go(1)} aria-label={`The ${view} after`}>
            ›
          </Button>
          <Text fw={600} aria-live="polite">
            {page.title}
          </Text>
        </Group>
        <Group gap="xs" align="flex-end">
          <SegmentedControl
            aria-label="How much"
            data={[
              { value: "week", label: "Week" },
              { value: "month", label: "Month" },
            ]}
            value={view}
            onChange={(value) => set({ view: value === "week" ? null : value }, { replace: true })}
          />
          <Filter
            name="project"
            label="Project"
            all="All projects"
            options={projects.map((value) => ({ value, label: value }))}
          />
          <NativeSelect
            label="Times in"
            data={[...new Set([ofProject, ownZone, "UTC", zone])].map((value) => ({
              value,
              label: value === ofProject ? `${value} (project)` : value,
            }))}
            value={zone}
            onChange={({ currentTarget }) =>
              set({ zone: currentTarget.value === ofProject ? null : currentTarget.value }, { replace: true })
            }
          />
        </Group>
      </Group>
      {data === undefined &&
        (error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />)}
      {data?.cut === true && (
        <Alert color="orange" variant="light">
          There is more than can be shown: choose a project, or a week.
        </Alert>
      )}
      {data !== undefined && (
        <DayGrid
          view={view}
          page={page}
          entries={data.entries}
          today={today}
          month={day.slice(0, 7)}
          timeZone={zone}
          onMove={(entry, to) => setMoving({ entry, slot: to })}
        />
      )}
      {moving !== null && <MoveDialog {...moving} timeZone={zone} onClose={() => setMoving(null)} />}
    </Room>
  );
}
