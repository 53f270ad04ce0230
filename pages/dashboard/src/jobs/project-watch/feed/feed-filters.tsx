import { Group, Stack, Switch } from "@mantine/core";
import type { ReactElement } from "react";
import { importances, watchSignalStates } from "../../../../../../shared/domain/watch/thought.ts";
import { watchSources } from "../../../../../../shared/domain/watch/watch-signal.ts";
import { Filter } from "../../../parts/filter.tsx";
import { useAddress } from "../../../parts/use-address.ts";
import { spoken } from "../../../parts/words.ts";
import { sourceNames, stateWords } from "./feed-words.ts";

/** What the feed is narrowed to, kept in the address. */
export function FeedFilters(): ReactElement {
  const { get, set } = useAddress();
  const flags = [
    ["flagged", "Only attempts to instruct"],
    ["unreviewed", "Only what nobody has reviewed"],
  ] as const;
  return (
    <Group gap="sm" align="flex-end" role="search">
      <Filter
        name="importance"
        label="Importance"
        all="Any importance"
        options={importances.map((value) => ({ value, label: spoken(value) }))}
      />
      <Filter
        name="source"
        label="Source"
        all="Any source"
        options={watchSources.map((value) => ({ value, label: sourceNames[value] }))}
      />
      <Filter
        name="state"
        label="State"
        all="Any state"
        options={watchSignalStates.map((value) => ({ value, label: spoken(stateWords[value]) }))}
      />
      <Stack gap={6} pb={4}>
        {flags.map(([name, label]) => (
          <Switch
            key={name}
            size="xs"
            label={label}
            checked={get(name) !== null}
            onChange={(event) => set({ [name]: event.currentTarget.checked ? "true" : null })}
          />
        ))}
      </Stack>
    </Group>
  );
}
