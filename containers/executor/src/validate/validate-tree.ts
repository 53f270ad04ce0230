import type { Finding } from "../../../../shared/executor/protocol.ts";
import { rules } from "./rules/registry.ts";
import type { Rule } from "./rules/rule.ts";
import { treeOf, type TreeOfTexts } from "./tree.ts";

const longestText = 300;

/** What validation finds in a tree: by rule in the registry's order, then by path and line. Looks at paths and texts alone; never throws. */
export function validateTree(files: TreeOfTexts): Finding[] {
  const tree = treeOf(files);
  return Object.entries<Rule>(rules).flatMap(([rule, { level, find }]) =>
    find(tree)
      .map(({ path, line, text }) => ({ rule, level, path, line, text: text.slice(0, longestText) }))
      .toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1)),
  );
}

/** The findings that weren't there before. One that has only moved to another line isn't new; a second one of the same is. */
export function newSince(before: readonly Finding[], now: readonly Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const one of before) left.set(identityOf(one), (left.get(identityOf(one)) ?? 0) + 1);
  return now.filter((one) => {
    const times = left.get(identityOf(one)) ?? 0;
    left.set(identityOf(one), times - 1);
    return times <= 0;
  });
}

function identityOf({ rule, path, text }: Finding): string {
  const isOfTheWhole = Object.entries<Rule>(rules).some(
    ([name, one]) => name === rule && one.isOfTheWhole === true,
  );
  return JSON.stringify(isOfTheWhole ? [rule, text] : [rule, path, text]);
}

/** A finding in words: "src/app.ts:3 "./rooms.ts" leads to nothing (imports)". */
export const inWords = ({ rule, path, line, text }: Finding): string => `${path}:${line} ${text} (${rule})`;
