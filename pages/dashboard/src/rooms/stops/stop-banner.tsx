import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { StopNotice } from "./stop-notice.tsx";

/** What is stopped, above every room. It shows as soon as somebody stops something, and goes as soon as it goes on. */
export function StopBanner(): ReactElement | null {
  const { data } = useApi("GET /api/stops");
  if (data === undefined || data.open.length === 0) return null;
  return (
    <Stack gap="xs" mb="md">
      {data.open.map((stop) => (
        <StopNotice stop={stop} key={stop.id} />
      ))}
    </Stack>
  );
}
