import { validateTree } from "../../../../containers/executor/src/validate/validate-tree.ts";

/** What one rule, or all but some, find in a small tree: "src/app.ts:1 …". */
export const foundIn = (rule: string, files: Readonly<Record<string, string>>): string[] =>
  validateTree({ files: new Map(Object.entries(files)) })
    .filter((one) => one.rule === rule)
    .map(({ path, line, text }) => `${path}:${line} ${text}`);
