import { lazy } from "react";
import type { Dossier, TaskTab } from "../job-panels.ts";
import { useFix } from "./use-fix.ts";

const PlanTab = lazy(async () => ({ default: (await import("./task/plan-tab.tsx")).PlanTab }));
const Evidence = lazy(async () => ({ default: (await import("./task/evidence.tsx")).Evidence }));
const ChangeTab = lazy(async () => ({ default: (await import("./task/change-tab.tsx")).ChangeTab }));

/** The tabs of a fix; none as long as nothing is known of it. */
export function useFixTabs({ task, actions }: Dossier): readonly TaskTab[] {
  const { data: fix } = useFix(task.id);
  if (fix === undefined) return [];
  const count = fix.runs.length > 0 ? ` (${fix.runs.length})` : "";
  return [
    { value: "plan", label: "Plan", panel: <PlanTab fix={fix} actions={actions} /> },
    { value: "evidence", label: `Evidence${count}`, panel: <Evidence fix={fix} /> },
    { value: "change", label: "Change", panel: <ChangeTab fix={fix} /> },
  ];
}
