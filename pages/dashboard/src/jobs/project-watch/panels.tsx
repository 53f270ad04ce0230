import { lazy } from "react";
import { type Dossier, type JobPanels, plainJob, type TaskTab } from "../job-panels.ts";

const Feed = lazy(async () => ({ default: (await import("./feed/feed.tsx")).Feed }));
const Proposals = lazy(async () => ({ default: (await import("./proposals/proposals.tsx")).Proposals }));

/** Watched projects: the board of all of them, each one's room, and in a cycle's task what it took up and wanted to do. */
export const projectWatch: JobPanels = {
  ...plainJob,
  kinds: ["watch_cycle"],
  links: [{ href: "/projects", label: "Projects" }],
  rooms: {
    "/projects": lazy(async () => ({ default: (await import("./board/projects.tsx")).Projects })),
    "/projects/:project/:tab?": lazy(async () => ({
      default: (await import("./room/project.tsx")).ProjectRoom,
    })),
  },
  useTabs: cycleTabs,
};

function cycleTabs({ task: { id, project } }: Dossier): readonly TaskTab[] {
  return [
    { value: "signals", label: "Signals", panel: <Feed project={project} taskId={id} /> },
    { value: "wishes", label: "What it wanted to do", panel: <Proposals project={project} taskId={id} /> },
  ];
}
