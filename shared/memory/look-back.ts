import { inArray } from "drizzle-orm";
import { memoriesByIds } from "../db/memories.ts";
import { tasks } from "../db/schema.ts";
import { rememberedIn } from "../policy/rules.ts";
import type { Spine } from "../spine/context.ts";
import { isSame } from "./is-same.ts";
import { memoryTools } from "./memory.ts";
import type { Recalled } from "./recall.ts";
import { recalledFor } from "./remembered-for.ts";

/** What has been written already. */
export interface Written {
  title: string;
  url: string | null;
  taskId: string;
  at: number;
}

/** What was found of a request, small enough to be kept by a step. */
export interface LookedBack {
  found: (Pick<Recalled, "byWords" | "cosine" | "isClose"> & { id: string })[];
  /** A text of the same kind that says what is asked for; null: none does. */
  written: Written | null;
}

/** Looks for what is remembered of a request, and whether a text of the kind is the one that is asked for. */
export async function lookBack(
  spine: Spine,
  { project, taskId, kind }: { project: string; taskId: string; kind: string },
  about: string,
): Promise<LookedBack> {
  const found = await recalledFor(spine, project, about);
  const { embedder } = memoryTools(spine);
  const same = found.filter(
    ({ memory, cosine }) =>
      memory.kind === "publication" &&
      memory.project === project &&
      memory.taskId !== taskId &&
      isSame(embedder, about, { text: `${memory.title}\n${memory.text}`, cosine }),
  );
  const theirs = same.flatMap(({ memory }) => memory.taskId ?? []);
  const kinds =
    theirs.length === 0
      ? []
      : await spine.db
          .select({ id: tasks.id, kind: tasks.kind })
          .from(tasks)
          .where(inArray(tasks.id, theirs));
  const [best] = same
    .filter(({ memory }) => kinds.some((task) => task.id === memory.taskId && task.kind === kind))
    .toSorted((a, b) => (b.cosine ?? 0) - (a.cosine ?? 0));
  const from = best?.memory.taskId ?? null;
  return {
    found: found.map(({ memory, byWords, cosine, isClose }) => ({ id: memory.id, byWords, cosine, isClose })),
    written:
      best === undefined || from === null
        ? null
        : { title: best.memory.title, url: best.memory.url, taskId: from, at: best.memory.at },
  };
}

/** The same memories again, but for those that were forgotten meanwhile or aren't to be drawn on any more. */
export async function stillRemembered(
  spine: Spine,
  project: string,
  { found }: LookedBack,
): Promise<Recalled[]> {
  const projects = rememberedIn(spine.settings.RULES, project);
  const rows = await memoriesByIds(
    spine.db,
    found.map(({ id }) => id),
    { projects },
  );
  return found.flatMap(({ id, ...how }) => {
    const memory = rows.find((row) => row.id === id);
    return memory === undefined ? [] : [{ memory, ...how }];
  });
}
