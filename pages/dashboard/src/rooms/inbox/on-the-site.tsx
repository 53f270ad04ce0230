import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";

/** Where a draft can be seen on the public site as it would be; nothing for what becomes no page there. */
export function OnTheSite({ url }: { url: string | null }): ReactElement | null {
  if (url === null) return null;
  return (
    <Text size="sm" mt="sm">
      <Anchor href={url} target="_blank" rel="noreferrer" underline="always" inherit>
        See it on the site as it would be
      </Anchor>
      <Text span inherit c="dimmed">
        {" "}
        · opens in a new tab; whoever has the link sees it, for a while
      </Text>
    </Text>
  );
}
