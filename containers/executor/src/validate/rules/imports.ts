import type { Rule } from "./rule.ts";
import { importProblems } from "./import-problems.ts";

/** What a module can't do without has to be there. */
export const imports: Rule = {
  level: "block",
  says: "an import leads to nothing, or takes a name that the file doesn't give",
  find: (tree) => importProblems(tree, "always"),
};
