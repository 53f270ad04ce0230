import type { StationState } from "../../../parts/change/phase-track.ts";
import type { DeliveryView } from "../use-delivery.ts";

/** A station of a delivery's way. */
export interface Stage {
  name: string;
  aim: string;
  state: StationState;
  /** What the model has cost there, micro-dollars. */
  microUsd: number;
}

const way: readonly {
  name: string;
  aim: string;
  stage: DeliveryView["stage"];
  /** What the model is asked for there. */
  purposes: readonly string[];
}[] = [
  { name: "Read", aim: "What the documents ask for", stage: "requirements", purposes: ["extract"] },
  {
    name: "Ask",
    aim: "What is open, and what contradicts itself",
    stage: "questions",
    purposes: ["consolidate"],
  },
  { name: "Design", aim: "Parts, files and decisions", stage: "architecture", purposes: ["design"] },
  { name: "Agree", aim: "People say yes to the plan", stage: "approval", purposes: [] },
  { name: "Repository", aim: "It is made, with its foundation", stage: "repository", purposes: [] },
  { name: "Stories", aim: "Built one after the other, each with its tests", stage: "stories", purposes: [] },
  {
    name: "Delivered",
    aim: "A report of what was asked for and what is done",
    stage: "delivered",
    purposes: [],
  },
];

type Known = Pick<DeliveryView, "stage" | "costs" | "stories" | "paused">;

/** How far a delivery is, station by station. `end` says how its task has ended; null: it goes on. */
export function pipelineOf(
  { stage, costs, stories, paused }: Known,
  end: "done" | "failed" | "stopped" | null,
): Stage[] {
  const at = way.findIndex((one) => one.stage === stage);
  const now: StationState =
    end === "done" || stage === "delivered"
      ? "passed"
      : end === "failed"
        ? "failed"
        : end === "stopped"
          ? "stopped"
          : paused && stage === "stories"
            ? "paused"
            : "running";
  const known = new Set(way.flatMap(({ purposes }) => purposes));
  const sum = (all: readonly { microUsd: number }[]): number =>
    all.reduce((total, one) => total + one.microUsd, 0);
  return way.map(({ name, aim, purposes, stage: its }, n) => {
    const own = sum(costs.filter(({ purpose }) => purposes.includes(purpose)));
    // What the model was asked for besides, such as the answer to what failed, belongs to the stories.
    const more =
      its === "stories" ? sum(stories) + sum(costs.filter(({ purpose }) => !known.has(purpose))) : 0;
    return { name, aim, state: n < at ? "passed" : n === at ? now : "ahead", microUsd: own + more };
  });
}

/** What the stories have cost, and what they were estimated at, micro-dollars; of those that are left out nothing is expected. */
export function costOf({ stories, estimates }: Pick<DeliveryView, "stories" | "estimates">): {
  spent: number;
  estimated: number;
} {
  const isOut = new Set(stories.filter(({ state }) => state === "skipped").map(({ id }) => id));
  return {
    spent: stories.reduce((sum, { microUsd }) => sum + microUsd, 0),
    estimated: estimates.reduce((sum, { story, microUsd }) => sum + (isOut.has(story) ? 0 : microUsd), 0),
  };
}
