import { lazy } from "react";
import { type JobPanels, plainJob } from "../job-panels.ts";

const Calendar = lazy(async () => ({ default: (await import("./calendar/calendar.tsx")).Calendar }));
const Schedules = lazy(async () => ({ default: (await import("./schedules/schedules.tsx")).Schedules }));
const PostsRoom = lazy(async () => ({ default: (await import("./posts/posts-room.tsx")).PostsRoom }));
const PostRoom = lazy(async () => ({ default: (await import("./posts/post-room.tsx")).PostRoom }));
const CorrectRoom = lazy(async () => ({ default: (await import("./posts/correct-room.tsx")).CorrectRoom }));

/** Texts: what goes out when, what is asked for by the clock, and what the blog shows. The Worker names their kinds. */
export const editorial: JobPanels = {
  ...plainJob,
  links: [
    { href: "/calendar", label: "Calendar" },
    { href: "/schedules", label: "Schedules" },
    { href: "/posts", label: "Posts" },
  ],
  rooms: {
    "/calendar": Calendar,
    "/schedules": Schedules,
    "/posts": PostsRoom,
    "/posts/:task": PostRoom,
    "/posts/:task/correct": CorrectRoom,
  },
};
