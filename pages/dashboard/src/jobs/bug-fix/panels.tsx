import { Anchor } from "@mantine/core";
import { lazy, type ReactElement } from "react";
import { webAddress } from "../../parts/address.ts";
import type { Dossier, JobPanels, TaskTab } from "../job-panels.ts";
import { useFix } from "../../parts/change/use-fix.ts";

const PlanTab = lazy(async () => ({ default: (await import("./task/plan-tab.tsx")).PlanTab }));
const Evidence = lazy(async () => ({ default: (await import("../../parts/change/evidence.tsx")).Evidence }));
const ChangeTab = lazy(async () => ({
  default: (await import("../../parts/change/change-tab.tsx")).ChangeTab,
}));

/** Bugs: the list of fixes, the form of a report, and in a fix's room its phases, plan, evidence and change. */
export const bugFix: JobPanels = {
  kinds: ["bug_fix"],
  links: [{ href: "/fixes", label: "Fixes" }],
  rooms: {
    "/fixes": lazy(async () => ({ default: (await import("./rooms/fixes.tsx")).Fixes })),
    "/fixes/new": lazy(async () => ({ default: (await import("./rooms/report.tsx")).Report })),
  },
  Section: lazy(async () => ({ default: (await import("./task/fix-section.tsx")).FixSection })),
  Answer: null,
  useTabs,
  approvalFacts: (taskId) => [["Pull request", <PullRequestLink key="pull" taskId={taskId} />]],
};

/** The tabs of a fix; none as long as nothing is known of it. */
function useTabs({ task, actions }: Dossier): readonly TaskTab[] {
  const { data: fix } = useFix(task.id);
  if (fix === undefined) return [];
  const count = fix.runs.length > 0 ? ` (${fix.runs.length})` : "";
  return [
    { value: "plan", label: "Plan", panel: <PlanTab fix={fix} actions={actions} /> },
    { value: "evidence", label: `Evidence${count}`, panel: <Evidence fix={fix} /> },
    { value: "change", label: "Change", panel: <ChangeTab fix={fix} /> },
  ];
}

function PullRequestLink({ taskId }: { taskId: string }): ReactElement {
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
