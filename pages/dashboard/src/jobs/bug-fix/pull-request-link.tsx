import { Anchor } from "@mantine/core";
import type { ReactElement } from "react";
import { webAddress } from "../../parts/address.ts";
import { useFix } from "./use-fix.ts";

/** The pull request of a task that fixes a bug. */
export function PullRequestLink({ taskId }: { taskId: string }): ReactElement {
  const { data, error } = useFix(taskId);
  const address = data?.url ? webAddress(data.url) : null;
  if (error !== null) return <>{error.message}</>;
  if (data === undefined) return <>…</>;
  if (address === null) return <>None yet</>;
  return (
    <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit>
      {data.repository}#{data.pullRequest}
    </Anchor>
  );
}
