import type { ComponentType, ReactElement, ReactNode } from "react";
import type { LiveWork } from "../../../../shared/domain/task.ts";
import type { Answer } from "../api/types.ts";
import type { Waiting } from "../live/board.tsx";
import type { FactView } from "../parts/fact/fact-view.ts";

export type Dossier = Answer<"GET /api/tasks/{id}">;

/** A room in the navigation. */
export interface RoomLink {
  href: string;
  label: string;
  /** How much in there wants a person, if anything. */
  count?: (waiting: Waiting) => number;
}

/** A tab of a task's room. */
export interface TaskTab {
  value: string;
  label: ReactNode;
  panel: ReactNode;
}

/** What a job adds to the dashboard. */
export interface JobPanels {
  /** The kinds of work that it does, beside kinds of action. */
  kinds: readonly string[];
  /** Its own places in the navigation. */
  links: readonly RoomLink[];
  /** Its own rooms, by their addresses. */
  rooms: Readonly<Record<string, ComponentType>>;
  /** What its tasks' rooms show above the tabs. */
  Section: ComponentType<{
    taskId: string;
    task: Dossier["task"];
    timeline: readonly FactView[];
    live: LiveWork | null;
  }> | null;
  /** Where its tasks' questions are answered, when there is more to it than words in a box; `plain` is that box. */
  Answer: ComponentType<{ taskId: string; plain: ReactElement; onDone?: () => void }> | null;
  /** The tabs that come before those that every task has. A hook: each task's room calls that of its own job. */
  useTabs: (dossier: Dossier) => readonly TaskTab[];
  /** What stands among the facts beside an approval that one of its tasks asks for. */
  approvalFacts: (taskId: string) => readonly [string, ReactNode][];
}

/** A job that adds nothing. */
export const plainJob: JobPanels = {
  kinds: [],
  links: [],
  rooms: {},
  Section: null,
  Answer: null,
  useTabs: () => [],
  approvalFacts: () => [],
};
