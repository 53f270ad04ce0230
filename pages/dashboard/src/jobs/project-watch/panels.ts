import { lazy } from "react";
import { type JobPanels, plainJob } from "../job-panels.ts";

const room = lazy(async () => ({ default: (await import("./room/project.tsx")).ProjectRoom }));

/** Watched projects: the board of all of them, and each one's room with its documents, its feed and its clock. */
export const projectWatch: JobPanels = {
  ...plainJob,
  kinds: ["watch_cycle"],
  links: [{ href: "/projects", label: "Projects" }],
  rooms: {
    "/projects": lazy(async () => ({ default: (await import("./board/projects.tsx")).Projects })),
    "/projects/:project/:tab?": room,
  },
};
