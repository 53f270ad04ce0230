import { z } from "zod";
import type { ArtefactKind } from "./artefact.ts";

const line = z.string().trim().min(1).max(300);
const words = z.string().trim().max(4000).default("");
const day = z.iso.date().nullable().default(null);
const name = z.string().trim().max(200).nullable().default(null);
const degree = z.enum(["low", "medium", "high"]).nullable().default(null);
const count = z.number().int().nonnegative();

/** What an artefact's rows and its head look like, and how people call them. */
export interface ArtefactForm {
  label: string;
  /** What one row is called. */
  row: string;
  entry: z.ZodObject;
  /** Null: it has none. */
  head: z.ZodObject | null;
  /** The first letter of its rows' ids: R-12. */
  prefix: string;
  /** The field that a row is known by. */
  name: string;
  /** A field in which two rows must be alike to say the same; null: there is none. */
  group: string | null;
  /** The status with which a row is over; null: no status ends it. */
  over: string | null;
}

export const raidEntry = z.strictObject({
  type: z.enum(["risk", "assumption", "issue", "dependency"]),
  title: line,
  description: words,
  owner: name,
  probability: degree,
  impact: degree,
  due: day,
  status: z.enum(["open", "mitigating", "closed"]).default("open"),
});

export const milestone = z.strictObject({
  title: line,
  due: day,
  /** When it is expected now. */
  forecast: day,
  status: z.enum(["on_track", "at_risk", "late", "done"]).default("on_track"),
  note: words,
});

export const deliveryHead = z.strictObject({
  rag: z.enum(["green", "amber", "red"]),
  why: words,
  /** Points or tickets: done and all of the present sprint, or of everything where there are no sprints. */
  done: count,
  total: count,
  sprint: name,
});

export const backlogItem = z.strictObject({ ticket: line, title: line, status: line, why: words });

export const backlogHead = z.strictObject({
  summary: words,
  open: count,
  inProgress: count,
  done: count,
  blocked: count,
  overdue: count,
});

export const decision = z.strictObject({
  title: line,
  decision: words,
  by: name,
  on: day,
  why: words,
  status: z.enum(["proposed", "made", "superseded"]).default("made"),
});

/** The form of each artefact. */
export const artefactForms = {
  raid_log: {
    label: "RAID log",
    row: "entry",
    entry: raidEntry,
    head: null,
    prefix: "R",
    name: "title",
    group: "type",
    over: "closed",
  },
  delivery_state: {
    label: "Delivery state",
    row: "milestone",
    entry: milestone,
    head: deliveryHead,
    prefix: "M",
    name: "title",
    group: null,
    over: "done",
  },
  backlog_summary: {
    label: "Backlog summary",
    row: "ticket",
    entry: backlogItem,
    head: backlogHead,
    prefix: "B",
    name: "ticket",
    group: null,
    over: null,
  },
  decision_log: {
    label: "Decision log",
    row: "decision",
    entry: decision,
    head: null,
    prefix: "D",
    name: "title",
    group: null,
    over: "superseded",
  },
} as const satisfies Record<ArtefactKind, ArtefactForm>;

export function formOf(kind: ArtefactKind): ArtefactForm {
  return artefactForms[kind];
}
