import { Kbd, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Empty } from "../../parts/empty.tsx";
import type { InboxList } from "./use-inbox.ts";

/** Stands beside the list when nothing of it is open. */
export function NothingChosen({ inbox }: { inbox: InboxList }): ReactElement | null {
  if (inbox.list.data === undefined || inbox.slugs.length === 0) return null;
  return (
    <Empty title="Choose what to look at">
      <Text component="span" inherit>
        <Kbd>j</Kbd> and <Kbd>k</Kbd> go through the list, <Kbd>?</Kbd> shows all keys.
      </Text>
    </Empty>
  );
}
