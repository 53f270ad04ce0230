import type { Rule } from "./rule.ts";
import { routeProblems } from "./route-problems.ts";

/** Who asks the repository's own server has to be answered. */
export const routes: Rule = {
  level: "block",
  says: "code asks for an address of the repository's own server that no route answers",
  find: (tree) => routeProblems(tree, true),
};
