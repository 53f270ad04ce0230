import { Button, SimpleGrid } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { useApi } from "../../../api/use-api.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { Room } from "../../../parts/room.tsx";
import { useSession } from "../../../session/session.tsx";
import { byNeed } from "../watch-words.ts";
import { ProjectCard } from "./project-card.tsx";

/** All projects at a glance, those that need a person first. */
export function Projects(): ReactElement {
  const { may } = useSession();
  const { data, error, refetch } = useApi("GET /api/projects");
  return (
    <Room
      title="Projects"
      lead="How each project stands and how its watch is doing. What needs you comes first."
      actions={
        may("operator") && (
          <Button component={Link} href="/settings?tab=projects" variant="default">
            Add a project
          </Button>
        )
      }
    >
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading lines={8} />}
      {data?.projects.length === 0 && (
        <Empty title="No projects yet">
          Projects are named in the settings. Each of them can be watched: its tickets, its mail, and what
          follows from them.
        </Empty>
      )}
      {data !== undefined && data.projects.length > 0 && (
        <SimpleGrid
          cols={{ base: 1, md: 2 }}
          component="ul"
          p={0}
          m={0}
          style={{ listStyle: "none" }}
          aria-label="Projects"
        >
          {byNeed(data.projects).map((project) => (
            <ProjectCard project={project} key={project.project} />
          ))}
        </SimpleGrid>
      )}
    </Room>
  );
}
