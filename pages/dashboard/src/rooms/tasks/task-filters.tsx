import { SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { taskStatuses } from "../../../../../shared/domain/task-status.ts";
import { allPanels } from "../../jobs/registry.ts";
import { useApi } from "../../api/use-api.ts";
import { statusWords } from "../../parts/badges.tsx";
import { Filter } from "../../parts/filter.tsx";
import { kindWords } from "../../actions/registry.ts";
import { spoken } from "../../parts/words.ts";
import { SearchBox } from "./search-box.tsx";
import { undecided } from "../../parts/task-name.ts";
import { useProjects } from "./use-projects.ts";

/** Kinds that no boundary names: the jobs' own work, and what nobody has understood yet. */
const otherKinds = [...allPanels.flatMap((job) => job.kinds), undecided];

const statuses = taskStatuses.map((value) => ({ value, label: spoken(statusWords(value)) }));

export function TaskFilters(): ReactElement {
  const projects = useProjects();
  const { data } = useApi("GET /api/settings");
  const actions = (data?.boundaries ?? []).filter(({ built }) => built).map(({ kind }) => kind);
  const kinds = [...new Set([...(data?.textKinds ?? []), ...otherKinds, ...actions])];
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" role="search">
      <SearchBox hint="Title, id or requester" />
      <Filter name="status" label="Status" all="Any status" options={statuses} />
      <Filter
        name="project"
        label="Project"
        all="All projects"
        options={projects.map((value) => ({ value, label: value }))}
      />
      <Filter
        name="kind"
        label="Kind"
        all="Any kind"
        options={kinds.map((value) => ({ value, label: kindWords(value) }))}
      />
    </SimpleGrid>
  );
}
