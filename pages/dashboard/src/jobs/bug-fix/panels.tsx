import { lazy } from "react";
import type { JobPanels } from "../job-panels.ts";
import { PullRequestLink } from "./pull-request-link.tsx";
import { useFixTabs } from "./use-fix-tabs.tsx";

/** Bugs: the list of fixes, the form of a report, and in a fix's room its phases, plan, evidence and change. */
export const bugFix: JobPanels = {
  kinds: ["bug_fix"],
  links: [{ href: "/fixes", label: "Fixes" }],
  rooms: {
    "/fixes": lazy(async () => ({ default: (await import("./rooms/fixes.tsx")).Fixes })),
    "/fixes/new": lazy(async () => ({ default: (await import("./rooms/report.tsx")).Report })),
  },
  Section: lazy(async () => ({ default: (await import("./task/fix-section.tsx")).FixSection })),
  useTabs: useFixTabs,
  approvalFacts: (taskId) => [["Pull request", <PullRequestLink key="pull" taskId={taskId} />]],
};
