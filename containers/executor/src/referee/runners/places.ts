import { matchesGlob } from "node:path/posix";
import type { Project } from "../project-facts.ts";
import { at, type Config, isRecord, readConfig, strings, unknown } from "./config-file.ts";

/** Where a runner looks for tests, as the project has set it. Paths are from the project's root. */
export interface Places {
  /** Null: only running its settings would tell. */
  isTest: ((path: string) => boolean) | null;
  /** The same in words: patterns, or folders. */
  shown: string;
  /** Files that its settings name and that run before tests or decide about them: set-ups, presets, reporters. */
  setUp: readonly string[];
}

/** A path as settings write it: "./a//b/", "<rootDir>/a" and "a" are one. */
export const plainPath = (path: string): string =>
  path
    .replace(/^<rootDir>\/?/, "")
    .replaceAll(/\/{2,}/g, "/")
    .replace(/^(?:\.\/)+/, "")
    .replace(/\/$/, "");

/** Whether a path lies in a folder; "" is the root. */
export const isUnder = (path: string, folder: string): boolean =>
  folder === "" || folder === "." || path === folder || path.startsWith(`${folder}/`);

const isInstalled = (path: string): boolean => /(?:^|\/)node_modules\//.test(path);

/** Whether one of some patterns picks a path: the path itself, a folder, or a glob; those that begin with `!` take it out again. */
export function picks(patterns: readonly string[], path: string): boolean {
  if (isInstalled(path)) return false;
  const taken = (pattern: string): boolean => {
    const plain = plainPath(pattern);
    return path === plain || matchesGlob(path, plain);
  };
  return (
    patterns.some((pattern) => !pattern.startsWith("!") && taken(pattern)) &&
    !patterns.some((pattern) => pattern.startsWith("!") && taken(pattern.slice(1)))
  );
}

/** The first of some settings files that a project has, read. Null: there is none. `config: null`: it can't be read. */
export function firstConfig(
  project: Project,
  names: readonly RegExp[],
): { path: string; config: Config | null } | null {
  for (const name of names) {
    const path = project.files.find((each) => name.test(each));
    const text = path === undefined ? null : project.text(path);
    if (path !== undefined && text !== null) return { path, config: readConfig(path, text) };
  }
  return null;
}

/** The value of an option among a script's words: `--config x` or `--config=x`. */
export function optionIn(words: readonly string[], ...names: string[]): string | null {
  for (const [index, word] of words.entries()) {
    const name = names.find((each) => word === each || word.startsWith(`${each}=`));
    if (name !== undefined) return word === name ? (words[index + 1] ?? null) : word.slice(name.length + 1);
  }
  return null;
}

/** All files of the project that some settings name: as they are, without an ending, or by a folder. */
export function filesNamed(project: Project, config: unknown, ...keys: string[]): string[] {
  const named = keys.flatMap((key) => {
    const value = at(config, ...key.split("."));
    // Such as `transform`: a file for each pattern, alone or with its options.
    if (isRecord(value))
      return Object.values(value).flatMap(
        (one) => strings(one) ?? (Array.isArray(one) ? one.filter((each) => typeof each === "string") : []),
      );
    return value === unknown
      ? []
      : (strings(value) ?? (Array.isArray(value) ? value.filter((each) => typeof each === "string") : []));
  });
  const plain = named.map(plainPath).filter((path) => path !== "");
  return project.files.filter((file) =>
    plain.some((path) => file === path || file.startsWith(`${path}.`) || file.startsWith(`${path}/index.`)),
  );
}
