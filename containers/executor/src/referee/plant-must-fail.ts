import { randomBytes } from "node:crypto";
import { readInside } from "./read-inside.ts";
import type { Runner } from "./runners/runner.ts";
import { writeInside } from "./write-inside.ts";

/** Test files of a plan to which a test can be added: no snapshots, no data. */
const source = /\.(?:[cm]?[jt]sx?|py|go|rs)$/;

const plantable = (testFiles: readonly string[]): string[] => testFiles.filter((each) => source.test(each));

const newId = (): string => `t${randomBytes(8).toString("hex")}`;

/**
 * Puts a test that has to fail into each of a tree's test files, under a name that nobody can know. Whoever forges what a
 * run says, from wherever, doesn't know that this one must be said to have failed. Answers the names.
 */
export async function plantMustFail(
  runner: Runner,
  tree: string,
  testFiles: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const path of plantable(testFiles)) {
    const text = await readInside(tree, path);
    if (text === null) continue;
    const id = newId();
    const planted = runner.mustFail({ path, text, id });
    if (planted === null) continue;
    await writeInside(tree, planted.path, planted.text);
    ids.push(id);
  }
  return ids;
}

/** What ends a program with an error, by the ending of its file. */
const enders: [ending: RegExp, text: string][] = [
  [/\.[cm]?[jt]sx?$/, '\n;throw new Error("as it must");\n'],
  [/\.py$/, '\nraise AssertionError("as it must")\n'],
  [/\.rb$/, '\nraise "as it must"\n'],
  [/\.(?:ba)?sh$/, "\nexit 1\n"],
];

/** Makes test files end with an error, for a command that tells nothing of its tests. Answers whether there was one that can. */
export async function plantError(tree: string, testFiles: readonly string[]): Promise<boolean> {
  let planted = false;
  for (const path of testFiles) {
    const ender = enders.find(([ending]) => ending.test(path))?.[1];
    const text = ender === undefined ? null : await readInside(tree, path);
    if (text === null) continue;
    await writeInside(tree, path, `${text}${ender}`);
    planted = true;
  }
  return planted;
}

/** The same as `plantMustFail`, with nothing else in the files than a test that has to fail: can it be seen in this project at all? */
export async function plantAlone(
  runner: Runner,
  tree: string,
  testFiles: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const path of plantable(testFiles)) {
    const text = runner.emptyFile((await readInside(tree, path)) ?? "");
    const id = newId();
    const planted = runner.mustFail({ path, text, id });
    if (planted === null) continue;
    await writeInside(tree, path, text);
    await writeInside(tree, planted.path, planted.text);
    ids.push(id);
  }
  return ids;
}
