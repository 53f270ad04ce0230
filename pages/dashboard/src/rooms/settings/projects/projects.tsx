import { Button, SimpleGrid, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { defaultProject, projectNames } from "../../../../../../shared/policy/rules.ts";
import { dollars } from "../../../parts/money.tsx";
import { Panel } from "../../../parts/panel.tsx";
import { Person } from "../../../parts/person.tsx";
import { kindWords } from "../../../actions/registry.ts";
import { useSession } from "../../../session/session.tsx";
import { OriginLine } from "../origin/origin-line.tsx";
import type { Project, Settings } from "../setting.ts";
import { allOthers } from "./approvers-field.tsx";
import { ProjectDialog } from "./project-dialog.tsx";
import classes from "./projects.module.css";

/** Which requests belong to which project, and what holds for each. */
export function Projects({ settings }: { settings: Settings }): ReactElement {
  const { may } = useSession();
  const [edited, setEdited] = useState<{ name: string | null } | null>(null);
  const { projects } = settings.rules.value;
  return (
    <Stack>
      <OriginLine name="rules" origin={settings.rules} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {projectNames(settings.rules.value).map((name) => (
          <Panel
            key={name}
            title={name}
            lead={name === defaultProject ? "Takes what belongs to no other project." : undefined}
            actions={
              may("operator") && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => setEdited({ name })}
                  aria-label={`Edit the project ${name}`}
                >
                  Edit
                </Button>
              )
            }
          >
            <Facts project={projects[name]} />
          </Panel>
        ))}
      </SimpleGrid>
      {may("operator") && (
        <div>
          <Button size="xs" onClick={() => setEdited({ name: null })}>
            Add a project
          </Button>
        </div>
      )}
      {edited !== null && (
        <ProjectDialog settings={settings} name={edited.name} onClose={() => setEdited(null)} />
      )}
    </Stack>
  );
}

function Facts({ project }: { project: Project | undefined }): ReactElement {
  if (project === undefined)
    return (
      <Text size="sm" c="dimmed">
        Nothing is set for it: every approver decides, level 1, the usual budget.
      </Text>
    );
  const { channels, approvers, stakeholders, jiraProjects, autonomy, budgetUsdDay } = project;
  const lines = Object.entries(approvers);
  return (
    <dl className={classes["facts"]}>
      <dt>Channels</dt>
      <dd>{channels.length === 0 ? "none" : channels.join(", ")}</dd>
      <dt>Who decides</dt>
      <dd>
        {lines.length === 0
          ? "every approver"
          : lines.map(([kind, ids]) => (
              <div key={kind}>
                {kind === allOthers ? "All other kinds" : kindWords(kind)}:{" "}
                {ids.map((id, place) => (
                  <span key={id}>
                    {place > 0 && ", "}
                    <Person id={id} />
                  </span>
                ))}
                {ids.length === 0 && "nobody"}
              </div>
            ))}
      </dd>
      <dt>Stakeholders</dt>
      <dd>{stakeholders.length === 0 ? "none" : stakeholders.join(", ")}</dd>
      <dt>Jira projects</dt>
      <dd>{jiraProjects.length === 0 ? "none of its own" : jiraProjects.join(", ")}</dd>
      <dt>Autonomy at first</dt>
      <dd>level {autonomy}</dd>
      <dt>Budget a day</dt>
      <dd>{dollars(budgetUsdDay)}</dd>
    </dl>
  );
}
