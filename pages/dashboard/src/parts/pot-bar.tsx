import { Badge, Group, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Money } from "./money.tsx";
import classes from "./pot-bar.module.css";
import { type Pot, potName, sharesOf } from "./pot.ts";

/** How full a pot of money is, as a bar and in words. */
export function PotBar({ pot }: { pot: Pot }): ReactElement {
  const { totalUsd, percent } = sharesOf(pot);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {potName(pot)}
          </Text>
          <PotMark pot={pot} />
        </Group>
        <Text size="sm">
          <Money usd={pot.spentUsd} /> of <Money usd={totalUsd} /> ({percent} %)
        </Text>
      </Group>
      <Track pot={pot} />
      <PotNotes pot={pot} />
    </Stack>
  );
}

/** Says that a pot is nearly used up, or that it is. */
export function PotMark({ pot }: { pot: Pot }): ReactElement | null {
  const { mark } = sharesOf(pot);
  if (mark === null) return null;
  return (
    <Badge color={mark === "used up" ? "red" : "orange"} variant="light" tt="none" fw={600}>
      {mark}
    </Badge>
  );
}

/** The bar by itself; what it shows must stand beside it in words. */
export function Track({ pot }: { pot: Pot }): ReactElement {
  const { bar, mark } = sharesOf(pot);
  return (
    <div className={classes["track"]} aria-hidden="true">
      <div className={classes["spent"]} data-mark={mark ?? undefined} style={{ width: `${bar.spent}%` }} />
      <div className={classes["reserved"]} style={{ width: `${bar.reserved}%` }} />
    </div>
  );
}

function PotNotes({ pot: { reservedUsd, topUpUsd } }: { pot: Pot }): ReactElement | null {
  if (reservedUsd === 0 && topUpUsd === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {reservedUsd > 0 && (
        <>
          <Money usd={reservedUsd} /> reserved for calls that run
        </>
      )}
      {reservedUsd > 0 && topUpUsd > 0 && ", "}
      {topUpUsd > 0 && (
        <>
          <Money usd={topUpUsd} /> topped up
        </>
      )}
    </Text>
  );
}
