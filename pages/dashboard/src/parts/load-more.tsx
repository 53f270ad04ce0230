import { Button, Center } from "@mantine/core";
import type { ReactElement } from "react";

/** Goes on with a list where its last page ended; nothing at the end. */
export function LoadMore({
  list,
  words = "Show older",
}: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** For lists that are not by time. */
  words?: string;
}): ReactElement | null {
  if (!list.hasNextPage) return null;
  return (
    <Center>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {words}
      </Button>
    </Center>
  );
}
