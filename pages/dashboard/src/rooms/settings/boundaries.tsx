import { Badge, Group, Table } from "@mantine/core";
import type { ReactElement } from "react";
import { lasting } from "../../parts/duration.ts";
import { Panel } from "../../parts/panel.tsx";
import { RiskBadge } from "../../parts/badges.tsx";
import { kindWords } from "../../actions/registry.ts";
import { verdictWords } from "../../parts/verdict.tsx";
import type { Boundary } from "./setting.ts";
import { WideTable } from "../../parts/wide-table.tsx";

const precedentWords: Record<Boundary["precedent"], string> = {
  any: "any",
  clean: "nothing bad before",
  proven: "went well before",
};

/** What each kind of action may do at most, for everybody to read. */
export function Boundaries({ boundaries }: { boundaries: readonly Boundary[] }): ReactElement {
  return (
    <Panel
      title="Boundaries"
      lead="Nobody can change these here, and no level of autonomy reaches beyond them: they are code, and change as code does, with a review. A kind that has no line is forbidden."
    >
      <WideTable label="Boundaries by kind of action" minWidth={980}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Kind</Table.Th>
            <Table.Th scope="col">Verdict</Table.Th>
            <Table.Th scope="col">Proposed by</Table.Th>
            <Table.Th scope="col">Window</Table.Th>
            <Table.Th scope="col">Risk</Table.Th>
            <Table.Th scope="col">Seen outside</Table.Th>
            <Table.Th scope="col" ta="right">
              From level
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Sources
            </Table.Th>
            <Table.Th scope="col">Precedent</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {boundaries.map((boundary) => (
            <Row key={boundary.kind} boundary={boundary} />
          ))}
        </Table.Tbody>
      </WideTable>
    </Panel>
  );
}

function Row({
  boundary: {
    kind,
    verdict,
    byRule,
    proposedBy,
    windowSeconds,
    risk,
    outward,
    level,
    sources,
    precedent,
    built,
  },
}: {
  boundary: Boundary;
}): ReactElement {
  const isForbidden = verdict === "forbidden";
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Group gap="xs">
          <span title={kind}>{kindWords(kind)}</span>
          {!built && !isForbidden && (
            <Badge color="gray" variant="light" tt="none" fw={600} size="sm">
              not built yet
            </Badge>
          )}
        </Group>
      </Table.Th>
      <Table.Td>
        {byRule ? `${verdictWords({ kind: verdict })}, or a rule` : verdictWords({ kind: verdict })}
      </Table.Td>
      <Table.Td>{isForbidden ? "nobody" : proposedBy === "people" ? "people and jobs" : "jobs"}</Table.Td>
      <Table.Td>{windowSeconds === 0 ? "–" : lasting(windowSeconds * 1000)}</Table.Td>
      <Table.Td>
        <RiskBadge risk={risk} />
      </Table.Td>
      <Table.Td>{outward ? "yes" : "no"}</Table.Td>
      <Table.Td ta="right">{isForbidden ? "–" : level}</Table.Td>
      <Table.Td ta="right">{isForbidden ? "–" : sources}</Table.Td>
      <Table.Td>{isForbidden ? "–" : precedentWords[precedent]}</Table.Td>
    </Table.Tr>
  );
}
