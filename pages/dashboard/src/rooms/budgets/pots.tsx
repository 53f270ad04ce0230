import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { Money } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { eachTask, type Pot, potName, sharesOf } from "../../parts/pot.ts";
import { PotMark, Track } from "../../parts/pot-bar.tsx";
import { useSession } from "../../session/session.tsx";
import classes from "./budgets.module.css";
import { SetLimit } from "./set-limit.tsx";
import { TopUp } from "./top-up.tsx";

type Dialog =
  | { kind: "top-up"; pot: Pot }
  | { kind: "limit"; pot: Pick<Pot, "scope" | "key" | "limitUsd"> }
  | null;

/** Every pot with its figures, and what an operator can do about it. */
export function Pots({ pots, taskLimitUsd }: { pots: readonly Pot[]; taskLimitUsd: number }): ReactElement {
  const { may } = useSession();
  const [dialog, setDialog] = useState<Dialog>(null);
  const perTask = { scope: "task", key: eachTask, limitUsd: taskLimitUsd } as const;
  const close = (): void => setDialog(null);
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {pots.map((pot) => (
          <PotPanel key={pot.key} pot={pot} onDialog={(kind) => setDialog({ kind, pot })} />
        ))}
        <Panel title={potName(perTask)}>
          <Text size="sm">
            A task that has cost <Money usd={taskLimitUsd} /> pauses and asks for more. Each task's own
            figures are on its page.
          </Text>
          {may("operator") && (
            <Group gap="xs">
              <LimitButton
                name={potName(perTask)}
                onClick={() => setDialog({ kind: "limit", pot: perTask })}
              />
            </Group>
          )}
        </Panel>
      </SimpleGrid>
      {dialog?.kind === "top-up" && <TopUp pot={dialog.pot} onClose={close} />}
      {dialog?.kind === "limit" && <SetLimit pot={dialog.pot} onClose={close} />}
    </>
  );
}

function PotPanel({
  pot,
  onDialog,
}: {
  pot: Pot;
  onDialog: (kind: "top-up" | "limit") => void;
}): ReactElement {
  const { may } = useSession();
  const { percent, leftUsd } = sharesOf(pot);
  const name = potName(pot);
  return (
    <Panel title={name} actions={<PotMark pot={pot} />}>
      <Stack gap={6}>
        <Track pot={pot} />
        <Text size="sm">
          {percent} % spent, <Money usd={leftUsd} /> left
        </Text>
      </Stack>
      <dl className={classes["figures"]}>
        <Figure name="Limit" usd={pot.limitUsd} />
        <Figure name="Top-ups" usd={pot.topUpUsd} />
        <Figure name="Spent" usd={pot.spentUsd} />
        <Figure name="Reserved" usd={pot.reservedUsd} />
      </dl>
      {may("operator") && (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            onClick={() => onDialog("top-up")}
            aria-label={`Top up: ${name}`}
          >
            Top up
          </Button>
          <LimitButton name={name} onClick={() => onDialog("limit")} />
        </Group>
      )}
    </Panel>
  );
}

function LimitButton({ name, onClick }: { name: string; onClick: () => void }): ReactElement {
  return (
    <Button size="xs" variant="default" onClick={onClick} aria-label={`Set limit: ${name}`}>
      Set limit
    </Button>
  );
}

function Figure({ name, usd }: { name: string; usd: number }): ReactElement {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} size="sm">
        <Money usd={usd} />
      </Text>
    </div>
  );
}
