import { Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { useApi } from "../../../api/use-api.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Loading } from "../../../parts/loading.tsx";
import { levelWords } from "../../../parts/level-words.ts";
import { useSession } from "../../../session/session.tsx";
import type { WatchedProject } from "../views.ts";
import { LookBack } from "./look-back.tsx";
import { StopWatching } from "./stop-watching.tsx";
import { WatchForm } from "./watch-form.tsx";
import { lookUp } from "../../../../../../shared/platform/look-up.ts";

/** How a project is watched; for one that is not, the steps to it. */
export function SettingsTab({ watch }: { watch: WatchedProject }): ReactElement {
  const { may } = useSession();
  const { data, error, refetch } = useApi("GET /api/settings");
  if (data === undefined)
    return error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />;
  const isWatched = lookUp(data.rules.value.projectWatch, watch.project) !== undefined;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {isWatched
          ? "What is changed here counts from the next look on, and goes into the ledger."
          : `Four steps: connect, check, save, look back. What it may do after that, the project’s level of autonomy says; it is at level ${levelWords[watch.level].name}: it ${levelWords[watch.level].means}.`}
        {!may("operator") && " Operators change this. You can look."}
      </Text>
      <WatchForm settings={data} project={watch.project} isWatched={isWatched} />
      <LookBack project={watch.project} isWatched={isWatched} />
      {isWatched && may("operator") && <StopWatching rules={data.rules} project={watch.project} />}
    </Stack>
  );
}
