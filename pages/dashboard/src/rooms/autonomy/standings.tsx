import { Badge, Button, Table, Text, VisuallyHidden } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { levelWords } from "../../parts/level-words.ts";
import { Panel } from "../../parts/panel.tsx";
import { When } from "../../parts/when.tsx";
import { kindWords } from "../../actions/registry.ts";
import { useSession } from "../../session/session.tsx";
import { byProject, type Standing, wholeProject } from "./evidence-words.ts";
import { SetLevel } from "./set-level.tsx";
import { WideTable } from "../../parts/wide-table.tsx";

const counts = [
  ["consecutiveDays", "Clean days"],
  ["accepted", "Accepted"],
  ["corrected", "Corrected"],
  ["rejected", "Rejected"],
  ["reverted", "Reverted"],
  ["reviewedMessages", "Reviewed messages"],
] as const;

/** What each project and each kind may do by itself, and on what grounds. */
export function Standings({ standings }: { standings: readonly Standing[] }): ReactElement {
  const [chosen, setChosen] = useState<Standing | null>(null);
  return (
    <>
      {byProject(standings).map(({ project, standings: own }) => (
        <Panel key={project} title={`Project ${project}`}>
          <ProjectTable project={project} standings={own} onChoose={setChosen} />
        </Panel>
      ))}
      {chosen !== null && <SetLevel standing={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function ProjectTable({
  project,
  standings,
  onChoose,
}: {
  project: string;
  standings: readonly Standing[];
  onChoose: (standing: Standing) => void;
}): ReactElement {
  const { may } = useSession();
  return (
    <WideTable label={`Levels of the project ${project}`} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Kind</Table.Th>
          <Table.Th scope="col">Level</Table.Th>
          {counts.map(([key, label]) => (
            <Table.Th key={key} scope="col" ta="right">
              {label}
            </Table.Th>
          ))}
          <Table.Th scope="col">Counted since</Table.Th>
          {may("operator") && (
            <Table.Th scope="col">
              <VisuallyHidden>What you can do</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {standings.map((standing) => (
          <Table.Tr key={standing.kind}>
            <Table.Th scope="row" fw={standing.kind === wholeProject ? 600 : 400}>
              {nameOf(standing)}
            </Table.Th>
            <Table.Td>
              <LevelBadge level={standing.level} />
            </Table.Td>
            {counts.map(([key]) => (
              <Table.Td key={key} ta="right">
                {standing.evidence[key]}
              </Table.Td>
            ))}
            <Table.Td>
              {standing.evidence.since === null ? (
                <Text inherit c="dimmed">
                  the beginning
                </Text>
              ) : (
                <When at={standing.evidence.since} />
              )}
            </Table.Td>
            {may("operator") && (
              <Table.Td ta="right">
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => onChoose(standing)}
                  aria-label={`Set level: ${nameOf(standing)}, project ${project}`}
                >
                  Set level
                </Button>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function nameOf({ kind }: Standing): string {
  return kind === wholeProject ? "The whole project" : kindWords(kind);
}

export function LevelBadge({ level }: { level: Standing["level"] }): ReactElement {
  return (
    <Badge variant="light" tt="none" fw={600} color="rail" miw="max-content">
      {levelWords[level].name}
    </Badge>
  );
}
