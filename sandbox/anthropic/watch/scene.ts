import { elementsIn, entriesIn, type Shown, type ShownEntry } from "./read.ts";

/** One thing that a signal says. */
export interface Fact {
  category: string;
  /** Without who says it. */
  words: string;
  text: string;
}

/** What the stand-in knows of the project, read out of the prompt. */
export interface Scene {
  today: string;
  people: { id: string; name: string; stakeholder: boolean }[];
  tickets: { key: string; status: string; title: string }[];
  statuses: string[];
  entries: ShownEntry[];
}

/** What a model may want to be done. */
export interface SaidAction {
  kind: string;
  signals: string[];
  why: string;
  ticket: string | null;
  entry: string | null;
  people: string[];
  subject: string | null;
  text: string | null;
  value: string | null;
}
/** What a model may want to be written. */
export interface SaidChange {
  artefact: string;
  op: string;
  entry: string;
  fields: { name: string; value: string | null }[];
  signals: string[];
  why: string;
}

/** Reads the project's records out of a prompt. */
export function sceneOf(prompt: string): Scene {
  const project = elementsIn(prompt, "project")[0]?.attributes ?? {};
  return {
    today: project["today"] ?? "2026-01-01",
    people: elementsIn(prompt, "person").map(({ attributes, text }) => ({
      id: attributes["id"] ?? "",
      name: text,
      stakeholder: attributes["stakeholder"] === "yes",
    })),
    tickets: elementsIn(prompt, "ticket").map(({ attributes, text }) => ({
      key: attributes["key"] ?? "",
      status: attributes["status"] ?? "",
      title: text,
    })),
    statuses: (elementsIn(prompt, "statuses")[0]?.text ?? "").split(", ").filter(Boolean),
    entries: entriesIn(prompt),
  };
}

/** What a signal says, with and without who says it. */
export function factsOf({ facts }: Shown): Fact[] {
  return facts.map(({ category, text }) => ({
    category,
    text,
    words: text.replace(/^[^:]{1,80} says: /, ""),
  }));
}
