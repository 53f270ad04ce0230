import { type Provenance, weakest } from "../domain/provenance.ts";
import { cut } from "../platform/cut.ts";
import type { Recalled } from "./recall.ts";

/** A memory as who decides on a text is told that it was drawn on. */
export interface DrawnOn {
  id: string;
  title: string;
  url: string | null;
  taskId: string | null;
  /** The project that remembers it. Absent: the task's own, as an earlier version has kept it. */
  project?: string;
}

/** Memories for a prompt. */
export interface MemoryMaterial {
  /** Elements that nothing in them can close. */
  text: string;
  /** The same without the element around it: JSON, a line each. */
  lines: string;
  provenance: Provenance;
  drawnOn: DrawnOn[];
}

/** So much of each is shown. */
const longest = 1500;

/** What is close enough to be worth knowing, for a prompt; null: nothing is. */
export function memoryMaterial(recalled: readonly Recalled[]): MemoryMaterial | null {
  const close = recalled.filter(({ isClose }) => isClose).map(({ memory }) => memory);
  if (close.length === 0) return null;
  const lines = close
    .map(({ kind, title, text: said, url, at }) => {
      const fields = {
        kind,
        date: new Date(at).toISOString().slice(0, 10),
        title,
        url,
        text: cut(said, longest),
      };
      // As JSON a text stays within its quotes, and "<" can't begin a tag.
      return JSON.stringify(fields).replaceAll("<", String.raw`\u003c`);
    })
    .join("\n");
  return {
    text: `<remembered>\n${lines}\n</remembered>`,
    lines,
    provenance: weakest(close.map(({ provenance }) => provenance)),
    drawnOn: close.map(({ id, title, url, taskId, project }) => ({ id, title, url, taskId, project })),
  };
}
