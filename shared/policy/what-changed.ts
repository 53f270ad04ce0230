import { type Person, personForm, personWords } from "../domain/person.ts";
import { projectRules, type Rules } from "./rules.ts";

/** What a change comes to: in words for people, and by name. Nothing in `words` means that nothing has changed. */
export interface WhatChanged {
  words: string[];
  names: string[];
}

/** What is told by its name only: whatever else a person has by now may be an address or a token. */
const details = personForm.omit({ id: true, role: true }).keyof().options;

/** What became of the people: "added nina (viewer)", "arno approver → viewer". Never an address or a token. */
export function whatChangedInPeople(before: readonly Person[], after: readonly Person[]): WhatChanged {
  const changes = [
    ...after
      .filter((one) => !before.some(({ id }) => id === one.id))
      .map((one) => ({ id: one.id, words: [`added ${one.id} (${one.role})`] })),
    ...before
      .filter((one) => !after.some(({ id }) => id === one.id))
      .map((one) => ({ id: one.id, words: [`removed ${one.id} (${one.role})`] })),
    ...after.flatMap((one) => {
      const old = before.find(({ id }) => id === one.id);
      return old === undefined ? [] : [{ id: one.id, words: changesOf(old, one) }];
    }),
  ].filter(({ words }) => words.length > 0);
  return { words: changes.flatMap(({ words }) => words), names: changes.map(({ id }) => id) };
}

function changesOf(old: Person, one: Person): string[] {
  const changed = details.filter((key) => old[key] !== one[key]).map((key) => personWords[key]);
  return [
    ...(old.role === one.role ? [] : [`${one.id} ${old.role} → ${one.role}`]),
    ...(changed.length === 0 ? [] : [`${one.id}'s ${changed.join(" and ")}`]),
  ];
}

/**
 * What became of the rules, one by one: "digestHour 8 → 9", "projects.web-shop.stakeholders +@example.com". Of an address
 * only the domain is told.
 */
export function whatChangedInRules(before: Rules, after: Rules): WhatChanged {
  const [old, now] = [leavesOf(before, after), leavesOf(after, before)];
  const paths = [...new Set([...now.keys(), ...old.keys()])].filter(
    (path) => !isSame(old.get(path), now.get(path)),
  );
  const only = (one: Rules, other: Rules): string[] =>
    Object.keys(one.projects).filter((name) => !Object.hasOwn(other.projects, name));
  const [added, removed] = [only(after, before), only(before, after)];
  return {
    words: [
      ...added.map((name) => `added the project ${name}`),
      ...removed.map((name) => `removed the project ${name}`),
      ...paths.map((path) => `${path} ${difference(old.get(path), now.get(path))}`),
    ],
    names: [...[...added, ...removed].map((name) => `projects.${name}`), ...paths],
  };
}

/** The first of many words, and how many more there are. */
export function someWords(words: readonly string[]): string {
  const first = words.slice(0, mostWords).join(", ");
  return words.length > mostWords ? `${first} and ${words.length - mostWords} more` : first;
}

const mostWords = 12;

type Leaf = string | number | boolean | null | readonly unknown[];

/** Every rule by its path. A project that only the other side has stands there with what counts for it anyway. */
function leavesOf(rules: Rules, other: Rules): Map<string, Leaf> {
  const names = Object.keys({ ...other.projects, ...rules.projects });
  const projects = Object.fromEntries(names.map((name) => [name, projectRules(rules, name)]));
  return new Map(leaves({ ...rules, projects }, []));
}

function leaves(value: unknown, path: readonly string[]): [string, Leaf][] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return [[path.join("."), value]];
  if (value === null || Array.isArray(value)) return [[path.join("."), value]];
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
}

function isSame(a: Leaf | undefined, b: Leaf | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function difference(old: Leaf | undefined, now: Leaf | undefined): string {
  if (!Array.isArray(old) || !Array.isArray(now)) return `${shown(old)} → ${shown(now)}`;
  const added = now.filter((one) => !old.includes(one)).map((one) => `+${entry(one)}`);
  const removed = old.filter((one) => !now.includes(one)).map((one) => `−${entry(one)}`);
  return [...added, ...removed].join(" ") || "in another order";
}

function shown(leaf: Leaf | undefined): string {
  if (leaf === undefined) return "unset";
  if (leaf === null) return "never";
  return Array.isArray(leaf) ? `[${leaf.map(entry).join(", ")}]` : String(leaf);
}

function entry(one: unknown): string {
  return String(one).replace(/^[^\s@]+@/, "…@");
}
