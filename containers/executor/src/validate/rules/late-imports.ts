import type { Rule } from "./rule.ts";
import { importProblems } from "./import-problems.ts";

/** What a module loads when it needs it may be meant to be absent: people have to judge. */
export const lateImports: Rule = {
  level: "warn",
  says: "the same of an import inside a function, a try or a call",
  find: (tree) => importProblems(tree, "perhaps"),
};
