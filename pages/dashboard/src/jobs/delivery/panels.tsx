import { lazy } from "react";
import type { Dossier, JobPanels, TaskTab } from "../job-panels.ts";
import { useDelivery } from "./use-delivery.ts";

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
  kinds: ["delivery"],
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
  Section: lazy(async () => ({ default: (await import("./task/stages.tsx")).Stages })),
  useTabs,
  approvalFacts: () => [],
};

/** The tabs of a delivery; none as long as nothing is known of it. */
function useTabs({ task }: Dossier): readonly TaskTab[] {
  const { data } = useDelivery(task.id);
  if (data === undefined) return [];
  const open = data.requirements?.questions.length ?? 0;
  return [
    {
      value: "requirements",
      label: open > 0 ? `Requirements (${open} open)` : "Requirements",
      panel: <Requirements delivery={data} />,
    },
    { value: "stories", label: "Stories", panel: <Stories delivery={data} /> },
    { value: "architecture", label: "Architecture", panel: <Architecture delivery={data} /> },
  ];
}
