import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactElement } from "react";
import { ProvenanceBadge, RiskBadge } from "../../parts/badges.tsx";
import { Disclosure } from "../../parts/disclosure.tsx";
import { Json } from "../../parts/json.tsx";
import { Dimensions, type Verdict, verdictWords } from "../../parts/verdict.tsx";
import { When } from "../../parts/when.tsx";
import { kindWords } from "../../actions/registry.ts";
import { ApprovalLine } from "./approval-line.tsx";
import { EffectLine } from "./effect-line.tsx";
import { Line } from "./line.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";

/** One action on its way: proposed, judged, decided, done. */
export function Proposal({
  action,
  dossier: { approvals, effects },
}: {
  action: Dossier["actions"][number];
  dossier: Dossier;
}): ReactElement {
  const effect = effects.find(({ actionId }) => actionId === action.id);
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      aria-label={`${kindWords(action.kind)} for ${action.target}`}
    >
      <Stack gap="xs">
        <Group justify="space-between" gap="xs" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h5">
              {kindWords(action.kind)}
              {action.revision > 1 && `, version ${action.revision}`}
            </Title>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {action.target} · <When at={action.createdAt} />
            </Text>
          </div>
          <Group gap={6}>
            <RiskBadge risk={action.risk} />
            <ProvenanceBadge provenance={action.provenance} />
          </Group>
        </Group>
        <VerdictLine verdict={action.verdict} />
        {approvals
          .filter(({ actionId }) => actionId === action.id)
          .map((approval) => (
            <ApprovalLine approval={approval} key={approval.id} />
          ))}
        {effect !== undefined && <EffectLine effect={effect} />}
        <Disclosure label="What exactly">
          <Stack gap={4}>
            <Json value={action.payload} label="Payload" />
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              sha256 {action.digest}
            </Text>
          </Stack>
        </Disclosure>
      </Stack>
    </Paper>
  );
}

/** What policy said, with its reasons and the four dimensions that it looked at. */
function VerdictLine({ verdict }: { verdict: Verdict }): ReactElement {
  return (
    <Line name="Policy">
      <Text component="span" inherit fw={600}>
        It {verdictWords(verdict)}
      </Text>
      {verdict.reasons.map((reason) => (
        <div key={reason}>{reason}</div>
      ))}
      <Disclosure label="What it looked at">
        <Dimensions of={verdict.dimensions} />
      </Disclosure>
    </Line>
  );
}
