import { lazy } from "react";
import type { Dossier, JobPanels, TaskTab } from "../job-panels.ts";
import { isFinal } from "../../../../../shared/domain/task-status.ts";
import { useFix } from "../../parts/change/use-fix.ts";
import { storyWork, useDelivery } from "./use-delivery.ts";

const Evidence = lazy(async () => ({ default: (await import("../../parts/change/evidence.tsx")).Evidence }));
const ChangeTab = lazy(async () => ({
  default: (await import("../../parts/change/change-tab.tsx")).ChangeTab,
}));
const Traceability = lazy(async () => ({
  default: (await import("./task/traceability-tab.tsx")).TraceabilityTab,
}));

const Requirements = lazy(async () => ({
  default: (await import("./task/requirements-tab.tsx")).RequirementsTab,
}));
const Stories = lazy(async () => ({ default: (await import("./task/stories-tab.tsx")).StoriesTab }));
const Architecture = lazy(async () => ({
  default: (await import("./task/architecture-tab.tsx")).ArchitectureTab,
}));

/**
 * Deliveries: the documents of each project, the list, the form, and in a delivery's room its stages, requirements with their sources,
 * stories and design.
 */
export const delivery: JobPanels = {
  kinds: ["delivery", storyWork],
  links: [
    { href: "/deliveries", label: "Deliveries" },
    { href: "/documents", label: "Documents" },
  ],
  rooms: {
    "/deliveries": lazy(async () => ({ default: (await import("./rooms/deliveries.tsx")).Deliveries })),
    "/deliveries/new/:project?": lazy(async () => ({
      default: (await import("./rooms/start.tsx")).StartDelivery,
    })),
    "/documents/:project?": lazy(async () => ({
      default: (await import("./documents/documents-room.tsx")).DocumentsRoom,
    })),
    "/documents/:project/:id": lazy(async () => ({
      default: (await import("./reading/reading-room.tsx")).ReadingRoom,
    })),
  },
  Section: lazy(async () => ({ default: (await import("./task/delivery-section.tsx")).DeliverySection })),
  Answer: lazy(async () => ({ default: (await import("./task/answer-questions.tsx")).AnswerQuestions })),
  useTabs,
  approvalFacts: () => [],
};

/** The tabs of a delivery, or of the building of a story; none as long as nothing is known of it. */
function useTabs({ task }: Dossier): readonly TaskTab[] {
  const isStory = task.kind === storyWork;
  const { data } = useDelivery(task.id, !isStory);
  const { data: change } = useFix(task.id, isStory);
  if (change !== undefined) {
    const count = change.runs.length > 0 ? ` (${change.runs.length})` : "";
    return [
      { value: "evidence", label: `Evidence${count}`, panel: <Evidence fix={change} /> },
      { value: "change", label: "Change", panel: <ChangeTab fix={change} /> },
    ];
  }
  if (data === undefined) return [];
  const open = data.requirements?.questions.length ?? 0;
  return [
    {
      value: "requirements",
      label: open > 0 ? `Requirements (${open} open)` : "Requirements",
      panel: <Requirements delivery={data} />,
    },
    { value: "stories", label: "Stories", panel: <Stories delivery={data} isOver={isFinal(task.status)} /> },
    { value: "architecture", label: "Architecture", panel: <Architecture delivery={data} /> },
    { value: "traceability", label: "Traceability", panel: <Traceability delivery={data} /> },
  ];
}
