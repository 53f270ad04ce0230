import { Stack, Text } from "@mantine/core";
import { type ReactElement, useMemo } from "react";
import { useApi } from "../../api/use-api.ts";
import { Empty } from "../empty.tsx";
import { Failure } from "../failure.tsx";
import { Loading } from "../loading.tsx";
import { counted } from "../words.ts";
import { filesOfDiff } from "./diff-files.ts";
import { DiffFileView } from "./diff-file.tsx";
import type { FixView } from "./use-fix.ts";

/** The change that is ready, file by file. */
export function ChangeTab({ fix: { taskId, hasDiff } }: { fix: FixView }): ReactElement {
  if (!hasDiff) return <Empty title="No change yet">It stands here when all phases are passed.</Empty>;
  return <Change taskId={taskId} />;
}

function Change({ taskId }: { taskId: string }): ReactElement {
  const { data, error, refetch } = useApi("GET /api/fixes/{id}/diff", { params: { id: taskId } });
  const files = useMemo(() => (data === undefined ? [] : filesOfDiff(data.diff)), [data]);
  if (data === undefined)
    return error === null ? <Loading lines={8} /> : <Failure error={error} onRetry={() => void refetch()} />;
  if (files.length === 0) return <Empty title="The change is empty" />;
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {counted(files.length, "file")}, {counted(added, "line")} added, {counted(removed, "line")} removed
        {files.some(({ hunks }) => hunks === null) && ", and what was too long to be kept whole"}
      </Text>
      {files.map((file) => (
        <DiffFileView file={file} key={file.path} />
      ))}
    </Stack>
  );
}
