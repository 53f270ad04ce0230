import { lazy } from "react";
import { type JobPanels, plainJob } from "../job-panels.ts";

const Calendar = lazy(async () => ({ default: (await import("./calendar/calendar.tsx")).Calendar }));
const Schedules = lazy(async () => ({ default: (await import("./schedules/schedules.tsx")).Schedules }));

/** Texts: what goes out when, and what is asked for by the clock. The Worker names their kinds. */
export const editorial: JobPanels = {
  ...plainJob,
  links: [
    { href: "/calendar", label: "Calendar" },
    { href: "/schedules", label: "Schedules" },
  ],
  rooms: { "/calendar": Calendar, "/schedules": Schedules },
};
