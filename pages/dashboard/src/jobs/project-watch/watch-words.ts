import type { MantineColor } from "@mantine/core";
import { counted } from "../../parts/words.ts";
import type { Project, SourceView } from "./views.ts";

/** How a watch is doing, without saying more than is known. Why it is so, the Worker says. */
export const stateLooks: Record<Project["state"], { words: string; color: MantineColor }> = {
  unwatched: { words: "not watched", color: "gray" },
  starting: { words: "starting", color: "rail" },
  watching: { words: "watching", color: "green" },
  degraded: { words: "degraded", color: "orange" },
  blind: { words: "blind", color: "red" },
  heartbeat: { words: "heartbeat only", color: "orange" },
};

/** Why a watch is not simply watching, as a sentence; null when it is, or when there is none. */
export function troubleWords({ state, why }: Pick<Project, "state" | "why">): string | null {
  return state === "watching" || state === "unwatched" || why === null ? null : sentence(why);
}

/** Words as a sentence; nothing stays nothing. */
export function sentence(words: string): string {
  if (words === "") return "";
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.!?…]$/.test(words) ? "" : "."}`;
}

type Rag = NonNullable<Project["rag"]>;

export const ragLooks: Record<Rag, { words: string; color: MantineColor }> = {
  green: { words: "Green", color: "green" },
  amber: { words: "Amber", color: "yellow" },
  red: { words: "Red", color: "red" },
};

export const sourceLooks: Record<
  SourceView["state"],
  { words: string; look: "well" | "troubled" | "down" | "unset" }
> = {
  ok: { words: "answers", look: "well" },
  starting: { words: "not asked yet", look: "unset" },
  paused: { words: "asked for patience", look: "troubled" },
  silent: { words: "answers, and tells nothing", look: "troubled" },
  failing: { words: "does not answer", look: "down" },
};

/** What waits in a project, in words; what there is none of is left out. */
export function waitingWords(project: Project): string[] {
  const { approvals, suggestions, holds, waiting } = project;
  const parts = [
    [approvals, "approval"],
    [suggestions, "suggestion"],
    [holds, "hold"],
    [waiting, "new signal"],
  ] as const;
  return parts.flatMap(([count, noun]) => (count > 0 ? [counted(count, noun)] : []));
}

const troubles: Partial<Record<Project["state"], number>> = { blind: 2, degraded: 1, heartbeat: 1 };
const rags = { red: 2, amber: 1, green: 0 } as const;

/** What needs a person comes first; projects that nobody watches come last. */
export function byNeed(projects: readonly Project[]): Project[] {
  const need = (one: Project): number[] => [
    one.state === "unwatched" ? 0 : 1,
    one.state === "blind" ? 1 : 0,
    one.approvals > 0 ? 1 : 0,
    troubles[one.state] ?? 0,
    one.suggestions > 0 ? 1 : 0,
    one.rag === null ? 0 : rags[one.rag],
    one.holds > 0 ? 1 : 0,
  ];
  return projects.toSorted((a, b) => {
    const [mine, theirs] = [need(a), need(b)];
    const differs = mine.findIndex((value, n) => value !== theirs[n]);
    if (differs === -1) return a.project.localeCompare(b.project);
    return (theirs[differs] ?? 0) - (mine[differs] ?? 0);
  });
}
