import { lazy } from "react";
import { type JobPanels, plainJob } from "../job-panels.ts";

/** Meetings: the list, bringing a transcript, and a meeting's page with its notes beside the words. */
export const meetings: JobPanels = {
  ...plainJob,
  kinds: ["meeting_notes"],
  links: [{ href: "/meetings", label: "Meetings" }],
  rooms: {
    "/meetings": lazy(async () => ({ default: (await import("./meetings-room.tsx")).MeetingsRoom })),
    "/meetings/new": lazy(async () => ({ default: (await import("./upload-room.tsx")).UploadRoom })),
    "/meetings/bot": lazy(async () => ({ default: (await import("./bot-room.tsx")).BotRoom })),
    "/meetings/:id": lazy(async () => ({ default: (await import("./meeting-room.tsx")).MeetingRoom })),
  },
};
