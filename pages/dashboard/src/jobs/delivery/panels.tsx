import { lazy } from "react";
import { type JobPanels, plainJob } from "../job-panels.ts";

/** Deliveries: the documents of each project, and each document with its lines. */
export const delivery: JobPanels = {
  ...plainJob,
  links: [{ href: "/documents", label: "Documents" }],
  rooms: {
    "/documents/:project?": lazy(async () => ({
      default: (await import("./documents/documents-room.tsx")).DocumentsRoom,
    })),
    "/documents/:project/:id": lazy(async () => ({
      default: (await import("./reading/reading-room.tsx")).ReadingRoom,
    })),
  },
};
