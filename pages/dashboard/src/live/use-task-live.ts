import { useAgent } from "agents/react";
import { useState } from "react";
import type { TaskState } from "../../../../shared/domain/task.ts";

/** A task as its agent sees it, from the moment that something happens to it; null until the agent has spoken. */
export function useTaskLive(id: string): TaskState | null {
  const [state, setState] = useState<TaskState | null>(null);
  useAgent<TaskState>({
    agent: "task-agent",
    name: id,
    onStateUpdate: setState,
  });
  // An agent that knows of no facts has nothing to say yet.
  return state === null || state.seq === 0 ? null : state;
}
